package fi.lape.estimators.inference;

/** A choice between doing something and not. */
enum YesNo {
  YES,
  NO
}

package fi.lape.estimators.did;

/** Which effects a regression takes out besides those of periods. */
public enum AbsorbedEffects {
  /** One a unit. */
  UNIT,
  /** One a cohort. */
  COHORT
}

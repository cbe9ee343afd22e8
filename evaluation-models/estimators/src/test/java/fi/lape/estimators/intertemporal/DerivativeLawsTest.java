package fi.lape.estimators.intertemporal;

/** The laws with the plain influence. */
class DerivativeLawsTest extends IntertemporalLaws {
  @Override
  String form() {
    return "derivative";
  }

  @Override
  boolean covariates() {
    return false;
  }
}

package fi.lape.estimators.intertemporal;

/** The laws with the plain influence, covariates and a trend for every kind of unit. */
class DerivativeWithCovariatesLawsTest extends IntertemporalLaws {
  @Override
  String form() {
    return "derivative";
  }

  @Override
  boolean covariates() {
    return true;
  }
}

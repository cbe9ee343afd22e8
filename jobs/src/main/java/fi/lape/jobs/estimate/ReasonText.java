package fi.lape.jobs.estimate;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.inference.Refusal;

/** What a reason means to somebody at a terminal, and what may help. */
final class ReasonText {
  private ReasonText() {}

  /** Why there is no number. */
  static String of(Reason reason) {
    return switch (reason) {
      case ALWAYS_TREATED -> "treated from the first period on: nothing to compare with";
      case BANDWIDTH_NOT_DETERMINED ->
          "units of like dose changed exactly alike: check the outcome, or give --set bandwidth=…";
      case TOO_FEW_DIFFERENT_DOSES ->
          "doses near zero take too few different values: take doses that are not rounded";
      case COLLINEAR -> "other regressors or the fixed effects explain it";
      case TOO_FEW_AREAS -> "fewer than three clusters: a line through two points has no error";
      case GROUP_TOO_SMALL ->
          "too few units of a kind for the covariates: use fewer of them, or join cohorts";
      case NO_EVENTS -> "the count is 0 throughout on one side of the comparison";
      case NO_BASE_PERIOD -> "no period before it to compare with";
      case NO_CONTROL_UNITS -> "nobody is left untreated to compare with";
      case NO_ESTIMABLE_CELL -> "the average has nothing to average";
      case NO_OVERLAP -> "the covariates tell treated and controls apart: nobody is comparable";
      case NO_TREATED_UNITS -> "nobody is treated then";
      case NO_VARIATION_IN_DOSE -> "all clusters have the same dose";
      case NO_VARIATION_IN_TREATMENT ->
          "unit and period alone explain the treatment, as where all adopt at once";
      case ONLY_A_COMPARISON ->
          "the last cohort, where nobody is never treated: others are compared with it";
      case REFERENCE_PERIOD -> "the period all others are compared with";
      case SINGULAR_DESIGN -> "the covariates do not vary, or one follows from the others";
    };
  }

  /** Why there is no uncertainty, and which inference has one. */
  static String of(Refusal refusal) {
    return switch (refusal) {
      case ASSIGNED_WITHIN_CLUSTERS ->
          "units of one cluster were assigned differently: --inference-set receiver=units deals out units, or take wild-cluster";
      case CLUSTER_WITHOUT_ESTIMATE ->
          "a cluster gives no estimate of its own: take wild-cluster or cr3";
      case NO_DEGREES_OF_FREEDOM -> "as many coefficients as observations";
      case NO_OTHER_ASSIGNMENT -> "all were assigned the same: there is no other arrangement";
      case NO_RESIDUAL_VARIATION -> "the data fit without error: nothing to judge by";
      case NOT_A_REGRESSION ->
          "with these settings the number is no single regression: take cr1, or wild-cluster, which redraws its influence (randomization fits it anew)";
      case PATHS_WITH_HOLES ->
          "treatment is not known in the holes, so that its paths cannot be dealt out: leave units with holes out of the file";
      case RESTS_ON_ONE_CLUSTER ->
          "without one of the clusters it is not determined, so its error cannot be seen: take randomization";
      case ROWS_NOT_KEPT ->
          "the panel was reduced to sums that this error cannot be made of: take cr1 or cr3";
      case TOO_FEW_CLUSTERS ->
          "fewer than two clusters enter it: name a finer --cluster, if the treatment allows";
      case UNITS_NOT_KEPT ->
          "units cannot be redrawn, their sums being known only: leave over=units out";
      case VARIANCE_NOT_POSITIVE ->
          "two-way errors subtract, and nothing above 0 is left: take cr1";
      case WEIGHTED_WITHOUT_PLAIN_SUMS ->
          "cr2 has no working model for two stages, or is not told how the regression was weighted: take cr3";
    };
  }
}

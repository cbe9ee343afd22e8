package fi.lape.jobs.gold;

import fi.lape.estimators.dose.DoseRegression;

/** The words of the columns {@code method} and {@code estimand} that other stages look for. */
public final class Estimands {
  /** The one number that answers an analysis of an adoption. */
  public static final String HEADLINE_OF_ADOPTION = "att-simple";

  /** The one number that answers an analysis of a dose. */
  public static final String HEADLINE_OF_DOSE = DoseRegression.OVERALL;

  /** Effect by years since adoption; before it, a placebo. */
  public static final String EVENT_TIME = "att-dynamic";

  private Estimands() {}

  /** Whether an estimand answers its analysis, and is not a part or a check of the answer. */
  public static boolean isHeadline(String estimand) {
    return estimand.equals(HEADLINE_OF_ADOPTION) || estimand.equals(HEADLINE_OF_DOSE);
  }
}

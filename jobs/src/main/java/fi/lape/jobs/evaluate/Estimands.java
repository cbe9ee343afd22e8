package fi.lape.jobs.evaluate;

/** The words of the columns {@code method} and {@code estimand} that other stages look for. */
public final class Estimands {
  /** Method of staggered adoption. */
  public static final String GROUP_TIME_ATT = "group-time-att";

  /** The one number that answers an analysis of an adoption. */
  public static final String HEADLINE_OF_ADOPTION = "att-simple";

  private Estimands() {}
}

package fi.lape.estimators.did;

/**
 * The units of a cohort in a period.
 *
 * @param cohort first treated period
 * @param t period index
 * @param period the period itself
 */
public record CohortCell(int cohort, int t, int period) {
  /** Returns the periods since adoption. */
  public int eventTime() {
    return period - cohort;
  }
}

package fi.lape.jobs.analysis;

import java.io.Serializable;
import java.util.List;

/**
 * What of an outcome's panel enters its estimates, and what does not and why.
 *
 * @param years years used, increasing: at least half of the children live in a municipality with a
 *     value
 * @param yearsLeftOut years of the panel in which fewer do
 * @param unitsUsed municipalities with a value in every year used
 * @param unitsLeftOut municipalities without one in some year used
 * @param childShareLeftOut share of the children of the base year who live in them
 * @param hiddenCells hidden municipality-years among those used
 * @param cells all municipality-years used
 * @param hiddenChildShare share of child-years in hidden cells, by base-year children
 */
public record OutcomeCoverage(
    String outcome,
    List<Integer> years,
    List<Integer> yearsLeftOut,
    long unitsUsed,
    long unitsLeftOut,
    double childShareLeftOut,
    long hiddenCells,
    long cells,
    double hiddenChildShare)
    implements Serializable {
  public OutcomeCoverage {
    years = List.copyOf(years);
    yearsLeftOut = List.copyOf(yearsLeftOut);
  }

  /** Nothing of the outcome is in the lake. */
  public static OutcomeCoverage none(String outcome) {
    return new OutcomeCoverage(outcome, List.of(), List.of(), 0, 0, 0, 0, 0, 0);
  }

  /** Whether anything can be estimated from it. */
  public boolean isEmpty() {
    return unitsUsed == 0 || years.isEmpty();
  }
}

package fi.lape.estimators.did.passes;

import fi.lape.estimators.did.covariates.Estimation;
import java.util.List;
import java.util.NavigableSet;

/**
 * A panel whose cohorts are known and can be compared, wherever its units are. Group-time effects
 * and their averages need no more of it.
 */
public interface ComparedPanel {
  /** Returns the periods, increasing. */
  int[] periods();

  /** Returns the number of units of the panel. */
  long units();

  /** Returns the cohorts that have units to compare, increasing. */
  List<Integer> cohorts();

  /** Returns the weight of a cohort. */
  double weight(int cohort);

  /** Returns the number of units of a cohort. */
  long units(int cohort);

  /** Returns the weighted mean outcome of a cohort. */
  double mean(int cohort, int periodIndex);

  /** Returns the number of clusters that have units of some cohorts. */
  int clusters(NavigableSet<Integer> some);

  /** Returns whether there are covariates. */
  boolean hasCovariates();

  /**
   * Estimates cells.
   *
   * @param estimation how covariates are adjusted for
   */
  ComparedCells estimate(Estimation estimation, List<PassCell> cells);
}

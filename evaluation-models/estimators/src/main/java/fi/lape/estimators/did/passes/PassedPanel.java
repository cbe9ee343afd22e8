package fi.lape.estimators.did.passes;

import fi.lape.estimators.did.covariates.Estimation;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A panel after the first pass: its cohorts are known, and comparisons can be laid out. */
public final class PassedPanel {
  private final UnitPasses units;
  private final CohortPass cohorts;

  private PassedPanel(UnitPasses units, CohortPass cohorts) {
    this.units = units;
    this.cohorts = cohorts;
  }

  /** Makes the first pass. */
  public static PassedPanel of(UnitPasses units) {
    int periods = units.periods().length;
    int epochs = units.covariatesFixed() ? 1 : periods;
    return new PassedPanel(units, units.run(new CohortPass(periods, units.covariates(), epochs)));
  }

  /** Returns the cohorts that have complete units, increasing. */
  public List<Integer> cohorts() {
    return List.copyOf(cohorts.cohorts().keySet());
  }

  /** Returns the weight of a cohort. */
  public double weight(int cohort) {
    return sums(cohort).weight();
  }

  /** Returns the number of units of a cohort. */
  public long units(int cohort) {
    return sums(cohort).units();
  }

  /** Returns the weighted mean outcome of a cohort. */
  public double mean(int cohort, int periodIndex) {
    return sums(cohort).outcome(periodIndex);
  }

  /** Returns whether there are covariates. */
  public boolean hasCovariates() {
    return units.covariates() > 0;
  }

  /** Returns the number of clusters that have units of some cohorts. */
  public int clusters(NavigableSet<Integer> some) {
    long number = 0;
    NavigableSet<String> names = new TreeSet<>();
    for (int g : some) {
      number += sums(g).units();
      names.addAll(sums(g).clusters());
    }
    return units.unitsAreClusters() ? Math.toIntExact(number) : names.size();
  }

  CohortSums sums(int cohort) {
    return cohorts.cohorts().get(cohort);
  }

  /** Returns the sums of several cohorts taken as one. */
  CohortSums pooled(NavigableSet<Integer> some) {
    CohortSums pooled = sums(some.first()).empty();
    for (int g : some) {
      pooled.merge(sums(g));
    }
    return pooled;
  }

  int epoch(int periodIndex) {
    return units.covariatesFixed() ? 0 : periodIndex;
  }

  UnitPasses visits() {
    return units;
  }

  /** Estimates cells: one pass a Newton step for the logits of all of them, and one more. */
  public PassedCells estimate(Estimation estimation, List<PassCell> cells) {
    return PassedCells.of(this, estimation, cells);
  }
}

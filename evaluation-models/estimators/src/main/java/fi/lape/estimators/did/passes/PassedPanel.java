package fi.lape.estimators.did.passes;

import fi.lape.estimators.did.covariates.Estimation;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A panel after the first pass: its cohorts are known, and comparisons can be laid out. */
public final class PassedPanel implements ComparedPanel {
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

  @Override
  public int[] periods() {
    return units.periods();
  }

  @Override
  public long units() {
    return units.units();
  }

  /** {@inheritDoc} Those with complete units. */
  @Override
  public List<Integer> cohorts() {
    return List.copyOf(cohorts.cohorts().keySet());
  }

  @Override
  public double weight(int cohort) {
    return sums(cohort).weight();
  }

  @Override
  public long units(int cohort) {
    return sums(cohort).units();
  }

  @Override
  public double mean(int cohort, int periodIndex) {
    return sums(cohort).outcome(periodIndex);
  }

  @Override
  public boolean hasCovariates() {
    return units.covariates() > 0;
  }

  @Override
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

  /** {@inheritDoc} One pass a Newton step for the logits of all of them, and one more. */
  @Override
  public PassedCells estimate(Estimation estimation, List<PassCell> cells) {
    return PassedCells.of(this, estimation, cells);
  }
}

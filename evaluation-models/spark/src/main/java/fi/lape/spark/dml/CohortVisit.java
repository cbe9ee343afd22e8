package fi.lape.spark.dml;

import java.util.NavigableMap;
import java.util.TreeMap;

/** What a cohort is: its weight, mean outcomes and clusters; and the means of the covariates. */
final class CohortVisit implements UnitVisit<CohortVisit> {
  private static final long serialVersionUID = 1;

  private final int periods;
  private final int covariates;
  private final boolean namesClusters;
  private final TreeMap<Integer, Cohort> cohorts = new TreeMap<>();
  private final double[] sums; // of covariates, over periods
  private long units;

  /** The sums of a cohort. */
  static final class Cohort implements java.io.Serializable {
    private static final long serialVersionUID = 1;

    private final double[] outcomes;
    private final TreeMap<String, Long> clusters = new TreeMap<>();
    private long units;
    private double weight;

    private Cohort(int periods) {
      outcomes = new double[periods];
    }

    long units() {
      return units;
    }

    double weight() {
      return weight;
    }

    double mean(int period) {
      return outcomes[period] / weight;
    }

    Iterable<String> clusters() {
      return clusters.keySet();
    }
  }

  CohortVisit(int periods, int covariates, boolean namesClusters) {
    this.periods = periods;
    this.covariates = covariates;
    this.namesClusters = namesClusters;
    sums = new double[covariates];
  }

  @Override
  public CohortVisit fresh() {
    return new CohortVisit(periods, covariates, namesClusters);
  }

  @Override
  public void add(UnitRow unit) {
    Cohort cohort = cohorts.computeIfAbsent(unit.cohort(), g -> new Cohort(periods));
    cohort.units++;
    cohort.weight += unit.weight();
    for (int t = 0; t < periods; t++) {
      cohort.outcomes[t] += unit.weight() * unit.outcome(t);
    }
    if (namesClusters) {
      cohort.clusters.merge(unit.cluster(), 1L, Long::sum);
    }
    units++;
    double[] x = unit.covariates();
    for (int j = 0; j < x.length; j++) {
      sums[j % covariates] += x[j];
    }
  }

  @Override
  public void merge(CohortVisit later) {
    later.cohorts.forEach(
        (g, theirs) -> {
          Cohort mine = cohorts.computeIfAbsent(g, c -> new Cohort(periods));
          mine.units += theirs.units;
          mine.weight += theirs.weight;
          for (int t = 0; t < periods; t++) {
            mine.outcomes[t] += theirs.outcomes[t];
          }
          theirs.clusters.forEach((name, n) -> mine.clusters.merge(name, n, Long::sum));
        });
    units += later.units;
    for (int j = 0; j < sums.length; j++) {
      sums[j] += later.sums[j];
    }
  }

  NavigableMap<Integer, Cohort> cohorts() {
    return cohorts;
  }

  long units() {
    return units;
  }

  /** Returns the mean of every covariate over units and periods. */
  double[] means() {
    double[] means = sums.clone();
    for (int j = 0; j < means.length; j++) {
      means[j] /= (double) units * periods;
    }
    return means;
  }
}

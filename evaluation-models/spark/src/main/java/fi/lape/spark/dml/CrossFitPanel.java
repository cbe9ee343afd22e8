package fi.lape.spark.dml;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.did.passes.ComparedCells;
import fi.lape.estimators.did.passes.ComparedPanel;
import fi.lape.estimators.did.passes.PassCell;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/** Units in folds, their covariates centred and scaled: that changes no number but by rounding. */
final class CrossFitPanel implements ComparedPanel, AutoCloseable {
  private final int[] periods;
  private final int covariates;
  private final boolean namesClusters;
  private final CohortVisit cohorts;
  private final boolean changing;
  private final UnitBuckets units;
  private final Lessons lessons;
  private final DoubleMlSettings settings;
  private final List<Overlap> overlap = new ArrayList<>();

  CrossFitPanel(
      JavaRDD<UnitRow> rows,
      int[] periods,
      int covariates,
      boolean namesClusters,
      Lessons lessons,
      DoubleMlSettings settings) {
    this.periods = periods.clone();
    this.covariates = covariates;
    this.namesClusters = namesClusters;
    this.lessons = lessons;
    this.settings = settings;
    try (UnitBuckets raw = new UnitBuckets(rows)) {
      cohorts = raw.visit(new CohortVisit(periods.length, covariates, namesClusters));
      double[] means = cohorts.means();
      SpreadVisit spread = raw.visit(new SpreadVisit(means));
      changing = spread.changing();
      double[] factors = spread.factors();
      units = new UnitBuckets(rows.map(unit -> scaled(unit, means, factors)));
      units.units().count(); // held before the raw ones go
    }
  }

  private static UnitRow scaled(UnitRow unit, double[] means, double[] factors) {
    double[] x = unit.covariates().clone();
    for (int j = 0; j < x.length; j++) {
      x[j] = (x[j] - means[j % means.length]) * factors[j % means.length];
    }
    return unit.withCovariates(x);
  }

  @Override
  public int[] periods() {
    return periods.clone();
  }

  @Override
  public long units() {
    return cohorts.units();
  }

  @Override
  public List<Integer> cohorts() {
    return List.copyOf(cohorts.cohorts().keySet());
  }

  @Override
  public double weight(int cohort) {
    return cohorts.cohorts().get(cohort).weight();
  }

  @Override
  public long units(int cohort) {
    return cohorts.cohorts().get(cohort).units();
  }

  @Override
  public double mean(int cohort, int periodIndex) {
    return cohorts.cohorts().get(cohort).mean(periodIndex);
  }

  @Override
  public int clusters(NavigableSet<Integer> some) {
    TreeSet<String> names = new TreeSet<>();
    long number = 0;
    for (int g : some) {
      cohorts.cohorts().get(g).clusters().forEach(names::add);
      number += units(g);
    }
    return namesClusters ? names.size() : Math.toIntExact(number);
  }

  /** Returns the number of clusters of the panel. */
  int clusters() {
    return clusters(new TreeSet<>(cohorts()));
  }

  @Override
  public boolean hasCovariates() {
    return true;
  }

  /** {@inheritDoc} Always doubly robust. */
  @Override
  public ComparedCells estimate(Estimation estimation, List<PassCell> cells) {
    CrossFitCells found = CrossFitCells.of(this, cells);
    overlap.addAll(found.overlap());
    return found;
  }

  /** Returns the reports on the scores of all cells estimated. */
  List<Overlap> overlap() {
    return List.copyOf(overlap);
  }

  int covariates() {
    return covariates;
  }

  boolean namesClusters() {
    return namesClusters;
  }

  /** Returns the period whose covariates count, the first if they are all the same. */
  int epoch(PassCell cell) {
    return changing ? cell.earlier() : 0;
  }

  UnitBuckets buckets() {
    return units;
  }

  Lessons lessons() {
    return lessons;
  }

  DoubleMlSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    units.close();
  }
}

package fi.lape.estimators.did;

import fi.lape.estimators.did.passes.ComparedPanel;
import fi.lape.estimators.did.passes.InfluenceForm;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Sample;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** A weighted sum of effects of cells whose units are elsewhere. */
final class PassedSum implements EffectSum<PassedSum> {
  private final ComparedPanel panel;
  private final PassedInfluences influences;
  private final NavigableMap<Integer, Double> cells = new TreeMap<>();
  private final NavigableMap<Integer, BitSet> read = new TreeMap<>(); // periods by cohort
  private final Set<List<Integer>> groups = new HashSet<>(); // cohorts whose means enter
  private double value;

  PassedSum(ComparedPanel panel, PassedInfluences influences) {
    this.panel = panel;
    this.influences = influences;
  }

  /** Adds one cell, by its place among those estimated. */
  void add(int cell, double effect, Comparison comparison) {
    value += effect;
    cells.merge(cell, 1.0, (a, b) -> a + b);
    read(comparison.cohort(), comparison);
    comparison.controls().forEach(g -> read(g, comparison));
    groups.add(List.of(comparison.cohort()));
    groups.add(List.copyOf(comparison.controls()));
  }

  private void read(int cohort, Comparison comparison) {
    BitSet periods = read.computeIfAbsent(cohort, c -> new BitSet());
    periods.set(comparison.periodIndex());
    periods.set(comparison.baseIndex());
  }

  @Override
  public void add(PassedSum other, double factor) {
    value += factor * other.value;
    other.cells.forEach((cell, weight) -> cells.merge(cell, factor * weight, (a, b) -> a + b));
    groups.addAll(other.groups);
    other.read.forEach((g, periods) -> read.computeIfAbsent(g, c -> new BitSet()).or(periods));
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public Estimated estimated(
      EffectKey key,
      NavigableMap<Integer, Double> shareInfluence,
      NavigableSet<Integer> treated,
      OptionalDouble baseline) {
    long units = 0;
    long observations = 0;
    for (Map.Entry<Integer, BitSet> cohort : read.entrySet()) {
      units += panel.units(cohort.getKey());
      observations += panel.units(cohort.getKey()) * cohort.getValue().cardinality();
    }
    return new Estimated(
        key,
        value,
        influences.of(new InfluenceForm(cells, shareInfluence)),
        Optional.empty(),
        Optional.empty(),
        new Sample(units, observations, panel.clusters(treated), baseline),
        panel.hasCovariates()
            ? Optional.empty()
            : Optional.of(new ClusterRegression.Parameters(units, groups.size(), 0, 0)));
  }
}

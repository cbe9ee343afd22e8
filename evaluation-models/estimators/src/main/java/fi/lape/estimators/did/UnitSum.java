package fi.lape.estimators.did;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.panel.Panel;
import java.util.BitSet;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A weighted sum of effects of cells that knows what every unit adds; and, where cells are means of
 * the rows seen, which means these are.
 */
final class UnitSum implements EffectSum<UnitSum> {
  private final Panel panel;
  private final BitSet included;
  private final double[] slopes; // ∂θ/∂(log w) of every unit
  private final BitSet cells = new BitSet(); // unit × periods + period, those read
  private final SeenMeans means;
  private final int periods;
  private double value;

  /**
   * @param included the units of the panel that are used
   */
  UnitSum(Panel panel, BitSet included) {
    this.panel = panel;
    this.included = included;
    slopes = new double[panel.size()];
    means = new SeenMeans(panel);
    periods = panel.periods().length;
  }

  void add(double effect) {
    value += effect;
  }

  void addSlope(int unit, double slope) {
    slopes[unit] += slope;
  }

  /** Says that the mean over the rows of cohorts in a period is part of the sum. */
  void addMean(NavigableSet<Integer> cohorts, int periodIndex, double weight) {
    means.add(cohorts, periodIndex, weight);
  }

  void read(int unit, int periodIndex) {
    cells.set(unit * periods + periodIndex);
  }

  @Override
  public void add(UnitSum other, double factor) {
    value += factor * other.value;
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] += factor * other.slopes[i];
    }
    cells.or(other.cells);
    means.add(other.means, factor);
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
    double n = panel.size();
    double[] psi = new double[slopes.length];
    for (int i = 0; i < psi.length; i++) {
      double share =
          included.get(i) ? panel.weight(i) * shareInfluence.getOrDefault(panel.cohort(i), 0.0) : 0;
      psi[i] = n * (slopes[i] + share);
    }
    return new Estimated(
        key,
        value,
        new UnitInfluence(panel, psi),
        means.regression(),
        Optional.empty(),
        sample(treated, baseline));
  }

  private Sample sample(NavigableSet<Integer> treated, OptionalDouble baseline) {
    Set<String> clustersTreated = new HashSet<>();
    long units = 0;
    for (int i = 0; i < panel.size(); i++) {
      int next = cells.nextSetBit(i * periods);
      if (next >= 0 && next < (i + 1) * periods) {
        units++;
        if (treated.contains(panel.cohort(i))) {
          clustersTreated.add(panel.cluster(i));
        }
      }
    }
    return new Sample(units, cells.cardinality(), clustersTreated.size(), baseline);
  }
}

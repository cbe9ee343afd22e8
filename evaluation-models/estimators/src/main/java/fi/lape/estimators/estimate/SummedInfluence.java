package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;

/**
 * The influence function of an estimate made in passes over units that stay where they are: known
 * by its sums, not unit by unit.
 */
public final class SummedInfluence implements Influence {
  /** Stands for the name of a cluster that is a unit: nobody has a list of them. */
  public static final String UNIT = "(a unit)";

  private final long units;
  private final int effect;
  private final Supplier<InfluenceSums> sums;

  /**
   * @param units of the panel
   * @param effect place of the estimate in the sums
   * @param sums asked for when they are first needed; always the same
   */
  public SummedInfluence(long units, int effect, Supplier<InfluenceSums> sums) {
    this.units = units;
    this.effect = effect;
    this.sums = requireNonNull(sums, "sums is null");
  }

  @Override
  public long units() {
    return units;
  }

  /** {@inheritDoc} Where every unit is its own cluster, their names are not known. */
  @Override
  public List<String> clusters() {
    return sums.get().clusters(units);
  }

  /** {@inheritDoc} Empty where every unit is its own cluster: only products are known then. */
  @Override
  public double[] clusterSums() {
    double[] scaled = sums.get().sums(effect).clone();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] *= units;
    }
    return scaled;
  }

  @Override
  public List<String> influential() {
    return sums.get().unitsAreClusters()
        ? sums.get().influential(effect)
        : Influence.super.influential();
  }

  @Override
  public double sumOfSquares() {
    return sums.get().product(effect, effect) * units * units;
  }

  @Override
  public double unitCovariance(Influence other) {
    return sums.get().product(effect, same(other).effect);
  }

  @Override
  public double clusterCovariance(Influence other) {
    return sums.get().unitsAreClusters()
        ? unitCovariance(other)
        : Influence.super.clusterCovariance(same(other));
  }

  private SummedInfluence same(Influence other) {
    if (!(other instanceof SummedInfluence same) || same.sums.get() != sums.get()) {
      throw new IllegalArgumentException("influences of different kinds have no covariance");
    }
    return same;
  }

  /** Returns (Σγ_k)² / Σγ_k², γ_k the squared influence summed over the units of a cluster. */
  public double effectiveClusters() {
    return sums.get().effectiveClusters(effect);
  }
}

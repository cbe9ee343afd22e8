package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.List;
import java.util.Optional;

/**
 * Effect and cost of all areas, and without each: the jackknife of areas, and draws by the
 * influence that it tells.
 *
 * <p>With θ̂ of all G areas and θ₍ₖ₎ without area k, both pairs (effect, cost),
 *
 * <pre>
 *   V  = (G − 1)/G · Σ (θ₍ₖ₎ − θ̄)(θ₍ₖ₎ − θ̄)',
 *   θ* = θ̂ − √((G − 1)/G) · Σ m_k (θ₍ₖ₎ − θ̄),
 * </pre>
 *
 * <p>θ̄ the mean of θ₍ₖ₎, m_k how often area k is drawn. Draws have mean θ̂ and covariance V, and
 * exist whatever areas are drawn, which refitted ones do not where an area is the only one of its
 * cohort.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176345462">Efron and Stein (1981)</a>
 */
public final class LeftOutAreas implements AreaStatistic {
  private static final int FEWEST = 3;

  private final Increment all;
  private final List<Increment> without;
  private final double[] effects; // θ₍ₖ₎ − θ̄
  private final double[] costs;

  /**
   * Estimates of the same areas.
   *
   * @param all of all areas together
   * @param without the same without each, in the order of areas; at least three
   */
  public LeftOutAreas(Increment all, List<Increment> without) {
    int g = without.size();
    if (g < FEWEST) {
      throw CostErrors.tooFewAreasToResample(g, FEWEST);
    }
    this.all = all;
    this.without = List.copyOf(without);
    effects = without.stream().mapToDouble(Increment::effect).toArray();
    costs = without.stream().mapToDouble(Increment::cost).toArray();
    center(effects);
    center(costs);
  }

  private static void center(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    for (int k = 0; k < values.length; k++) {
      values[k] -= mean;
    }
  }

  /** Returns the estimate of all areas. */
  public Increment all() {
    return all;
  }

  /** Returns the estimates without each area. */
  public List<Increment> without() {
    return without;
  }

  /** Returns V. */
  public JointError error() {
    double effect = 0;
    double cost = 0;
    double both = 0;
    for (int k = 0; k < effects.length; k++) {
      effect += effects[k] * effects[k];
      cost += costs[k] * costs[k];
      both += effects[k] * costs[k];
    }
    double scale = (effects.length - 1.0) / effects.length;
    return new JointError(scale * effect, scale * cost, scale * both);
  }

  @Override
  public Optional<Increment> of(int[] times) {
    double effect = 0;
    double cost = 0;
    for (int k = 0; k < times.length; k++) {
      effect += times[k] * effects[k];
      cost += times[k] * costs[k];
    }
    double scale = Math.sqrt((times.length - 1.0) / times.length);
    return Optional.of(new Increment(all.effect() - scale * effect, all.cost() - scale * cost));
  }
}

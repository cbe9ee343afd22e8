package fi.lape.estimators.pooling;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * How probable every rank of every area is, from draws of the joint normal law of the shrunken
 * effects. Areas that the law cannot tell apart share the ranks they take evenly, so that without
 * any difference every rank has probability 1/k.
 *
 * <p>Draws are hashed from the seed, the draw and the place, so they are the same on any machine;
 * the Monte Carlo error of a probability p is √(p(1 − p)/draws).
 */
public final class RankProbabilities {
  // Differences below this share of the widest spread are rounding of equal effects.
  private static final double TIE = 1e-9;
  // Eigenvalues of a singular covariance that are rounding.
  private static final double ROUNDING = 1e-12;
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final List<String> areas;
  private final double[][] probability; // areas × ranks

  private RankProbabilities(List<String> areas, double[][] probability) {
    this.areas = areas;
    this.probability = probability;
  }

  /**
   * Draws.
   *
   * @param lowerIsBetter whether rank 1 is the smallest effect, or the largest
   * @param draws 1 or more
   * @throws fi.lape.estimators.error.EvaluationException {@code SETTING_OUT_OF_RANGE}
   */
  public static RankProbabilities of(
      Shrinkage effects, boolean lowerIsBetter, int draws, long seed) {
    if (draws < 1) {
      throw EvaluationErrors.settingOutOfRange("draws", draws, "1 or more");
    }
    int k = effects.areas().size();
    double[] means = effects.means();
    double[][] root = root(effects.covariance());
    double spread = Arrays.stream(means).max().orElse(0) - Arrays.stream(means).min().orElse(0);
    for (double[] row : root) {
      spread = Math.max(spread, Math.sqrt(Arrays.stream(row).map(r -> r * r).sum()));
    }
    double[][] counts = new double[k][k];
    double[] value = new double[k];
    double[] z = new double[k];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < k; i++) {
        z[i] = NORMAL.inverseCumulativeProbability(uniform(seed, draw, i));
      }
      for (int j = 0; j < k; j++) {
        double sum = means[j];
        for (int i = 0; i < k; i++) {
          sum += root[j][i] * z[i];
        }
        value[j] = lowerIsBetter ? sum : -sum;
      }
      count(value, TIE * spread, counts);
    }
    for (double[] row : counts) {
      for (int r = 0; r < k; r++) {
        row[r] /= draws;
      }
    }
    return new RankProbabilities(effects.areas(), counts);
  }

  /** Adds a draw: areas in order, those tied sharing the ranks of their group. */
  private static void count(double[] value, double tie, double[][] counts) {
    Integer[] order = new Integer[value.length];
    Arrays.setAll(order, j -> j);
    Arrays.sort(order, Comparator.comparingDouble(j -> value[j]));
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && value[order[to]] - value[order[to - 1]] <= tie) {
        to++;
      }
      for (int a = from; a < to; a++) {
        for (int r = from; r < to; r++) {
          counts[order[a]][r] += 1.0 / (to - from);
        }
      }
      from = to;
    }
  }

  /** A matrix R with RR' = C; C may be singular. */
  private static double[][] root(double[][] covariance) {
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double[][] root = new double[covariance.length][covariance.length];
    for (int i = 0; i < eigen.size(); i++) {
      double value = eigen.value(i) > ROUNDING * eigen.value(0) ? eigen.value(i) : 0;
      double length = Math.sqrt(value);
      for (int j = 0; j < root.length; j++) {
        root[j][i] = length * eigen.vector(i)[j];
      }
    }
    return root;
  }

  /** Above 0 and below 1. */
  private static double uniform(long seed, int draw, int place) {
    long bits = mix(mix(mix(seed) ^ draw) ^ place);
    return ((bits >>> 11) + 0.5) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) after one step of its counter. */
  private static long mix(long z) {
    long x = z + 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }

  /** Returns the areas. */
  public List<String> areas() {
    return areas;
  }

  /** Returns the probabilities of the ranks of area {@code j}, the best first; they sum to 1. */
  public double[] of(int j) {
    return probability[j].clone();
  }

  /** Returns the probability that area {@code j} is among the best {@code n}. */
  public double amongBest(int j, int n) {
    return Arrays.stream(probability[j]).limit(n).sum();
  }

  /** Returns the mean rank of area {@code j}, 1 the best. */
  public double expected(int j) {
    double sum = 0;
    for (int r = 0; r < probability[j].length; r++) {
      sum += (r + 1) * probability[j][r];
    }
    return sum;
  }

  /** Returns the smallest rank that area {@code j} takes or betters with this probability. */
  public int quantile(int j, double share) {
    double sum = 0;
    for (int r = 0; r < probability[j].length; r++) {
      sum += probability[j][r];
      if (sum >= share - 1e-12) {
        return r + 1;
      }
    }
    return probability[j].length;
  }
}

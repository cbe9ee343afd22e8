package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Statistics of several effects drawn together under "there is no effect", and what they say about
 * the family: dependence between the effects is kept, so that less is given away than by {@link
 * FamilyAdjustment}. All is two-sided, by |t|; ties count.
 *
 * @see <a href="https://doi.org/10.1111/j.1468-0262.2005.00615.x">Romano and Wolf (2005)</a>; <a
 *     href="https://doi.org/10.1016/j.spl.2016.02.012">Romano and Wolf (2016)</a>; Westfall and
 *     Young (1993), algorithm 2.8
 */
public final class JointDraws {
  // The same statistic by another sum: rounding only.
  private static final double TIE = 1e-10;

  /** How draws are counted. */
  public enum Counting {
    /** (1 + count)/(1 + draws): the sample is one more draw. For random draws. */
    WITH_SAMPLE,
    /** count/draws: the sample is among the draws, as in an enumeration. */
    DRAWS_ONLY
  }

  private final double[][] draws; // |t|: draws × effects
  private final Counting counting;

  private JointDraws(double[][] draws, Counting counting) {
    this.draws = draws;
    this.counting = counting;
  }

  /**
   * Returns given draws.
   *
   * @param draws draws × effects, of statistics under the hypothesis; not NaN
   */
  public static JointDraws of(double[][] draws, Counting counting) {
    double[][] sizes = new double[draws.length][];
    for (int b = 0; b < sizes.length; b++) {
      sizes[b] = Arrays.stream(draws[b]).map(Math::abs).toArray();
    }
    return new JointDraws(sizes, counting);
  }

  /**
   * Returns wild cluster draws of effects with "no effect" imposed on each: a cluster has the same
   * weight in a draw of every effect. All patterns where signs of at most {@link
   * WildClusterTest#MOST_CLUSTERS} clusters (of all effects together) allow it.
   *
   * @return empty if an effect is not a regression or rests on one cluster where the settings leave
   *     clusters out
   */
  public static Optional<JointDraws> wild(List<Estimated> effects, WildSettings settings) {
    TreeSet<String> names = new TreeSet<>();
    effects.forEach(effect -> names.addAll(effect.clusters()));
    List<String> clusters = List.copyOf(names);
    boolean all =
        settings.weights() == WildSettings.Weights.RADEMACHER
            && clusters.size() <= WildClusterTest.MOST_CLUSTERS;
    double[][] weights = weights(clusters, settings, all);
    double[][] draws = new double[weights.length][effects.size()];
    for (int j = 0; j < effects.size(); j++) {
      Optional<ClusterRegression> regression = effects.get(j).regression();
      Optional<WildScores> scores = regression.flatMap(r -> WildScores.of(r, settings));
      if (scores.isEmpty()) {
        return Optional.empty();
      }
      double[][] mine = new double[weights.length][];
      int[] places = effects.get(j).clusters().stream().mapToInt(clusters::indexOf).toArray();
      for (int b = 0; b < mine.length; b++) {
        double[] row = weights[b];
        mine[b] = Arrays.stream(places).mapToDouble(k -> row[k]).toArray();
      }
      boolean imposes = settings.restriction() == WildClusterTest.Restriction.RESTRICTED;
      double[] t =
          new DrawBuilder(scores.get())
              .given(mine)
              .statistics(imposes ? effects.get(j).estimate() : 0);
      for (int b = 0; b < t.length; b++) {
        draws[b][j] = Double.isNaN(t[b]) ? Double.POSITIVE_INFINITY : Math.abs(t[b]);
      }
    }
    return Optional.of(new JointDraws(draws, all ? Counting.DRAWS_ONLY : Counting.WITH_SAMPLE));
  }

  private static double[][] weights(List<String> clusters, WildSettings settings, boolean all) {
    int count = all ? 1 << Math.max(clusters.size() - 1, 0) : settings.draws();
    double[][] weights = new double[count][clusters.size()];
    AuxiliaryWeights source = new AuxiliaryWeights(settings.seed());
    long[] hashes = AuxiliaryWeights.hashes(new ArrayList<>(clusters));
    for (int b = 0; b < count; b++) {
      if (all) {
        for (int k = 0; k < clusters.size(); k++) {
          weights[b][k] = (b >>> k & 1) == 0 ? 1 : -1;
        }
      } else {
        source.fill(settings.weights(), b, hashes, weights[b]);
      }
    }
    return weights;
  }

  /** Returns each effect's own p-value. */
  public double[] single(double[] t) {
    double[] p = new double[t.length];
    for (int j = 0; j < p.length; j++) {
      p[j] = share(new Integer[] {j}, 0, Math.abs(t[j]));
    }
    return p;
  }

  /** Returns p-values against the largest |t| of the whole family. */
  public double[] singleStep(double[] t) {
    Integer[] all = FamilyAdjustment.order(t);
    double[] p = new double[t.length];
    for (int j = 0; j < p.length; j++) {
      p[j] = share(all, 0, Math.abs(t[j]));
    }
    return p;
  }

  /** Returns Romano and Wolf's step-down p-values: against the largest |t| of what is left. */
  public double[] romanoWolf(double[] t) {
    double[] falling = new double[t.length];
    for (int j = 0; j < t.length; j++) {
      falling[j] = -Math.abs(t[j]);
    }
    Integer[] order = FamilyAdjustment.order(falling);
    double[] sorted = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      sorted[i] = share(order, i, Math.abs(t[order[i]]));
    }
    return stepped(order, sorted);
  }

  /**
   * Returns Westfall and Young's step-down p-values by the smallest p-value of what is left; unlike
   * the largest |t|, it weighs effects alike that have different distributions.
   *
   * @param p unadjusted, one an effect
   * @param ofDraws p-values of the draws, draws × effects
   */
  public static double[] westfallYoung(double[] p, double[][] ofDraws, Counting counting) {
    JointDraws draws = new JointDraws(ofDraws, counting);
    Integer[] order = FamilyAdjustment.order(p);
    double[] sorted = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      int count = 0;
      for (double[] draw : ofDraws) {
        double least = Double.POSITIVE_INFINITY;
        for (int l = i; l < p.length; l++) {
          least = Math.min(least, draw[order[l]]);
        }
        count += least <= p[order[i]] * (1 + TIE) ? 1 : 0;
      }
      sorted[i] = draws.share(count);
    }
    return stepped(order, sorted);
  }

  private static double[] stepped(Integer[] order, double[] sorted) {
    FamilyAdjustment.runningMaximum(sorted);
    double[] p = new double[sorted.length];
    for (int i = 0; i < p.length; i++) {
      p[order[i]] = sorted[i];
    }
    return p;
  }

  /** The share of draws whose largest |t| among effects order[from …] is at least a size. */
  private double share(Integer[] order, int from, double size) {
    int count = 0;
    for (double[] draw : draws) {
      double most = 0;
      for (int l = from; l < order.length; l++) {
        most = Math.max(most, draw[order[l]]);
      }
      count += most >= size * (1 - TIE) ? 1 : 0;
    }
    return share(count);
  }

  private double share(int count) {
    return switch (counting) {
      case WITH_SAMPLE -> (1.0 + count) / (1.0 + draws.length);
      case DRAWS_ONLY -> (double) count / draws.length;
    };
  }

  /** Returns the smallest value that the largest |t| does not exceed in a share of draws. */
  public double critical(double level) {
    Reference.requireLevel(level);
    double[] largest = largest();
    return largest[Math.max((int) Math.ceil(level * largest.length - 1e-9) - 1, 0)];
  }

  /** Returns the quantile of the largest |t| with linear interpolation, R's type 7. */
  public double criticalInterpolated(double level) {
    Reference.requireLevel(level);
    double[] largest = largest();
    double place = level * (largest.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, largest.length - 1);
    return largest[below] + (place - below) * (largest[above] - largest[below]);
  }

  private double[] largest() {
    double[] largest = new double[draws.length];
    for (int b = 0; b < largest.length; b++) {
      largest[b] = Arrays.stream(draws[b]).max().orElse(0);
    }
    Arrays.sort(largest);
    return largest;
  }
}

package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bootstrap statistics of every Rademacher sign pattern, as functions of the value imposed.
 *
 * <p>With r imposed and δ = θ − r, the restricted scores are s_h(δ) = s_h + M_h M⁻¹c κδ, κ =
 * 1/(c'M⁻¹c), or those of coefficients estimated without cluster h. A pattern g has numerator and
 * scores
 *
 * <pre>
 *   θ* − r = Σ_h g_h q_h,   q_h = c'M⁻¹ s_h;      s*_k = g_k q_k − Σ_h g_h A_kh,   A_kh = c'M⁻¹M_k M⁻¹ s_h;
 *   t* = (θ* − r) / √Σ_k s*_k².
 * </pre>
 *
 * <p>All are linear in δ, so five numbers a pattern give t* for every r. Patterns g and −g have the
 * same |t*|: the last sign is held at +1. Gray code changes one sign a step.
 */
final class SignDraws {
  // Ties differ by rounding only; the gap to the next distinct |t*| is far larger.
  private static final double TIE = 1e-10;
  // Running sums are begun afresh this often, so that rounding does not pile up.
  private static final int FRESH = 1 << 10;

  private final int clusters;
  private final double[][] score = new double[2][]; // q: at δ = 0, and per unit of δ
  private final double[][][] spill = new double[2][][]; // A
  private final double observedVariance;
  private final int draws;
  private final double[] numerator0;
  private final double[] numerator1;
  private final double[] variance0;
  private final double[] variance1;
  private final double[] variance2;

  SignDraws(ClusterRegression regression, Scores scores) {
    clusters = regression.clusters().size();
    if (clusters < 2 || clusters > WildClusterTest.MOST_CLUSTERS) {
      throw new IllegalArgumentException(clusters + " clusters cannot be enumerated");
    }
    double[] direction = regression.direction();
    double[][] pull = new double[clusters][]; // M_k M⁻¹c
    for (int k = 0; k < clusters; k++) {
      pull[k] = regression.matrixTimes(k, direction);
    }
    for (int part = 0; part < 2; part++) {
      score[part] = new double[clusters];
      spill[part] = new double[clusters][clusters]; // [h][k]: what the sign of h moves in k
    }
    for (int h = 0; h < clusters; h++) {
      double[][] drawn = drawn(regression, scores, h);
      for (int part = 0; part < 2; part++) {
        score[part][h] = SymmetricInverse.dot(direction, drawn[part]);
        double[] moved = regression.solve(drawn[part]);
        for (int k = 0; k < clusters; k++) {
          spill[part][h][k] = SymmetricInverse.dot(pull[k], moved);
        }
      }
    }
    double sum = 0;
    for (double q : regression.clusterInfluence()) {
      sum += q * q;
    }
    observedVariance = sum;
    draws = 1 << (clusters - 1);
    numerator0 = new double[draws];
    numerator1 = new double[draws];
    variance0 = new double[draws];
    variance1 = new double[draws];
    variance2 = new double[draws];
    enumerate();
  }

  /** The restricted scores that signs are drawn for: at δ = 0, and their change per unit of δ. */
  private static double[][] drawn(ClusterRegression regression, Scores scores, int h) {
    Optional<double[][]> without =
        switch (scores) {
          case ORDINARY -> Optional.empty();
          case JACKKNIFE -> regression.restrictedWithout(h);
        };
    if (without.isPresent()) {
      double[] change = regression.matrixTimes(h, without.get()[1]);
      for (int j = 0; j < change.length; j++) {
        change[j] = -change[j];
      }
      return new double[][] {regression.score(h, without.get()[0]), change};
    }
    double[] change = regression.matrixTimes(h, regression.direction());
    for (int j = 0; j < change.length; j++) {
      change[j] /= regression.targetVariance();
    }
    return new double[][] {regression.score(h, regression.coefficients()), change};
  }

  private void enumerate() {
    double[] signs = new double[clusters];
    double[] residual0 = new double[clusters];
    double[] residual1 = new double[clusters];
    double top0 = 0;
    double top1 = 0;
    for (int draw = 0; draw < draws; draw++) {
      if (draw % FRESH == 0) {
        setSigns(signs, draw ^ (draw >>> 1));
        top0 = fresh(0, signs, residual0);
        top1 = fresh(1, signs, residual1);
      } else {
        int h = Integer.numberOfTrailingZeros(draw);
        signs[h] = -signs[h];
        double change = 2 * signs[h];
        top0 += change * score[0][h];
        top1 += change * score[1][h];
        flip(residual0, spill[0][h], change);
        flip(residual1, spill[1][h], change);
        residual0[h] += change * score[0][h];
        residual1[h] += change * score[1][h];
      }
      store(draw, top0, top1, residual0, residual1);
    }
  }

  private static void setSigns(double[] signs, int pattern) {
    for (int h = 0; h < signs.length; h++) {
      signs[h] = (pattern >>> h & 1) == 0 ? 1 : -1;
    }
  }

  private double fresh(int part, double[] signs, double[] residual) {
    double top = 0;
    for (int k = 0; k < clusters; k++) {
      residual[k] = signs[k] * score[part][k];
      top += residual[k];
    }
    for (int h = 0; h < clusters; h++) {
      flip(residual, spill[part][h], signs[h]);
    }
    return top;
  }

  private static void flip(double[] residual, double[] spillOfOne, double change) {
    for (int k = 0; k < residual.length; k++) {
      residual[k] -= change * spillOfOne[k];
    }
  }

  private void store(int draw, double top0, double top1, double[] residual0, double[] residual1) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    for (int k = 0; k < clusters; k++) {
      sum0 += residual0[k] * residual0[k];
      sum1 += residual0[k] * residual1[k];
      sum2 += residual1[k] * residual1[k];
    }
    numerator0[draw] = top0;
    numerator1[draw] = top1;
    variance0[draw] = sum0;
    variance1[draw] = 2 * sum1;
    variance2[draw] = sum2;
  }

  /**
   * Returns the share of patterns, drawn with the gap δ imposed, whose |t*| is at least the |t| of
   * an observed gap. A pattern without variance counts: it can never speak against the hypothesis.
   */
  double shareAtLeast(double imposed, double observed) {
    double bar = bar(observed);
    int count = 0;
    for (int draw = 0; draw < draws; draw++) {
      if (isAtLeast(draw, imposed, bar)) {
        count++;
      }
    }
    return (double) count / draws;
  }

  private static double bar(double observed) {
    return observed * observed * (1 - TIE) * (1 - TIE);
  }

  private boolean isAtLeast(int draw, double imposed, double bar) {
    double top = numerator0[draw] + numerator1[draw] * imposed;
    return top * top * observedVariance >= bar * variance(draw, imposed);
  }

  /** What is known of all patterns while the gaps stay between two values. */
  final class Settled {
    private final int counting; // patterns that count everywhere between
    private final int[] open; // patterns that may count in one place and not in another

    private Settled(int counting, int[] open) {
      this.counting = counting;
      this.open = open;
    }

    /** The same share as of all patterns, for gaps between the two values. */
    double shareAtLeast(double imposed, double observed) {
      double bar = bar(observed);
      int count = counting;
      for (int draw : open) {
        if (isAtLeast(draw, imposed, bar)) {
          count++;
        }
      }
      return (double) count / draws;
    }
  }

  /**
   * Settles every pattern that bounds on its two sides can settle: the numerator is linear and the
   * variance quadratic in the gap imposed, so both have their extremes at the ends or the vertex.
   */
  Settled settle(double imposed1, double imposed2, double observed1, double observed2) {
    double lowBar = Math.min(bar(observed1), bar(observed2));
    double highBar = Math.max(bar(observed1), bar(observed2));
    int[] open = new int[draws];
    int opened = 0;
    int counting = 0;
    for (int draw = 0; draw < draws; draw++) {
      double top1 = numerator0[draw] + numerator1[draw] * imposed1;
      double top2 = numerator0[draw] + numerator1[draw] * imposed2;
      double lowTop = top1 * top2 <= 0 ? 0 : Math.min(top1 * top1, top2 * top2);
      double highTop = Math.max(top1 * top1, top2 * top2);
      double spread1 = variance(draw, imposed1);
      double spread2 = variance(draw, imposed2);
      if (lowTop * observedVariance * (1 - TIE) > highBar * Math.max(spread1, spread2)) {
        counting++;
      } else if (highTop * observedVariance
          >= lowBar * leastVariance(draw, imposed1, imposed2) * (1 - TIE)) {
        open[opened++] = draw;
      }
    }
    return new Settled(counting, Arrays.copyOf(open, opened));
  }

  private double leastVariance(int draw, double imposed1, double imposed2) {
    double least = Math.min(variance(draw, imposed1), variance(draw, imposed2));
    if (variance2[draw] > 0) {
      double vertex = -variance1[draw] / (2 * variance2[draw]);
      if (vertex > Math.min(imposed1, imposed2) && vertex < Math.max(imposed1, imposed2)) {
        least = Math.min(least, variance(draw, vertex));
      }
    }
    return least;
  }

  /** Returns the share of one pattern and its mirror image, 2/2^G. */
  double smallestShare() {
    return 1.0 / draws;
  }

  /** Returns t* of all 2^G patterns, in no particular order. */
  double[] statistics(double imposed) {
    double[] statistics = new double[2 * draws];
    for (int draw = 0; draw < draws; draw++) {
      double top = numerator0[draw] + numerator1[draw] * imposed;
      statistics[2 * draw] = top / Math.sqrt(variance(draw, imposed));
      statistics[2 * draw + 1] = -statistics[2 * draw];
    }
    return statistics;
  }

  private double variance(int draw, double imposed) {
    return variance0[draw] + imposed * (variance1[draw] + imposed * variance2[draw]);
  }
}

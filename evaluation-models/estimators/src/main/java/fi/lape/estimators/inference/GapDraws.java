package fi.lape.estimators.inference;

import java.util.Arrays;

/**
 * Statistics of draws as functions of the gap δ between the estimate and the value tested:
 * numerator n₀ + n₁δ, variance v₀ + v₁δ + v₂δ². Five numbers a draw give its t for every value, so
 * that a test can be inverted without drawing again. The observed statistic is δ/√(o₀ + o₁δ +
 * o₂δ²).
 */
final class GapDraws {
  // Ties differ by rounding only; the gap to the next distinct |t*| is far larger.
  static final double TIE = 1e-10;

  /** What the draws are. */
  enum Kind {
    /** Every pattern, one of each pair g and −g, whose statistics differ in sign. */
    MIRRORED,
    /** Every pattern. */
    ALL,
    /** A sample; the observed one is counted beside it. */
    DRAWN
  }

  private final Kind kind;
  private final double[] observedVariance;
  private final double[] numerator0;
  private final double[] numerator1;
  private final double[] variance0;
  private final double[] variance1;
  private final double[] variance2;

  GapDraws(int draws, Kind kind, double[] observedVariance) {
    this.kind = kind;
    this.observedVariance = observedVariance;
    numerator0 = new double[draws];
    numerator1 = new double[draws];
    variance0 = new double[draws];
    variance1 = new double[draws];
    variance2 = new double[draws];
  }

  /** Sets a draw from its numerator and its residuals, at δ = 0 and per unit of δ. */
  void set(int draw, double top0, double top1, double[] residual0, double[] residual1) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    for (int k = 0; k < residual0.length; k++) {
      sum0 += residual0[k] * residual0[k];
      sum1 += residual0[k] * residual1[k];
      sum2 += residual1[k] * residual1[k];
    }
    set(draw, top0, top1, new double[] {sum0, 2 * sum1, sum2});
  }

  /** Sets a draw from its numerator and the coefficients of its variance. */
  void set(int draw, double top0, double top1, double[] variance) {
    numerator0[draw] = top0;
    numerator1[draw] = top1;
    variance0[draw] = variance[0];
    variance1[draw] = variance[1];
    variance2[draw] = variance[2];
  }

  int size() {
    return numerator0.length;
  }

  /** Returns the p-value of "the gap is 0 in truth", |t*| against |t|. */
  double pValue(double imposed, double observed, boolean ties) {
    return pValue(ties ? count(imposed, observed) : countAbove(imposed, observed));
  }

  private double pValue(int count) {
    return kind == Kind.DRAWN ? (1.0 + count) / (1.0 + size()) : (double) count / size();
  }

  /**
   * Returns the share of draws, made with the gap imposed, whose |t*| is at least the |t| of an
   * observed gap. A draw without variance counts: it can never speak against the hypothesis.
   */
  double shareAtLeast(double imposed, double observed) {
    return (double) count(imposed, observed) / size();
  }

  /** Returns the share of draws whose |t*| is larger than the observed |t|; ties do not count. */
  double shareAbove(double imposed, double observed) {
    return (double) countAbove(imposed, observed) / size();
  }

  private int count(double imposed, double observed) {
    double bar = bar(observed) * (1 - TIE) * (1 - TIE);
    int count = 0;
    for (int draw = 0; draw < size(); draw++) {
      if (isAtLeast(draw, imposed, bar)) {
        count++;
      }
    }
    return count;
  }

  private int countAbove(double imposed, double observed) {
    double bar = bar(observed) * (1 + TIE) * (1 + TIE);
    int count = 0;
    for (int draw = 0; draw < size(); draw++) {
      double top = top(draw, imposed);
      if (top * top > bar * variance(draw, imposed)) {
        count++;
      }
    }
    return count;
  }

  /** Returns the share of draws whose t* is at most the observed t, or of those at least it. */
  double shareOnSide(double imposed, double observed, boolean left) {
    double t = observed / Math.sqrt(observedVariance(observed));
    double room = TIE * Math.abs(t);
    long count = 0;
    for (int draw = 0; draw < size(); draw++) {
      double statistic = top(draw, imposed) / Math.sqrt(variance(draw, imposed));
      count += isOnSide(statistic, t, room, left) ? 1 : 0;
      if (kind == Kind.MIRRORED) {
        count += isOnSide(-statistic, t, room, left) ? 1 : 0;
      }
    }
    return (double) count / (kind == Kind.MIRRORED ? 2L * size() : size());
  }

  private static boolean isOnSide(double statistic, double t, double room, boolean left) {
    return left ? !(statistic > t + room) : !(statistic < t - room);
  }

  private double bar(double observed) {
    return observed * observed / observedVariance(observed);
  }

  private double observedVariance(double gap) {
    return observedVariance[0] + gap * (observedVariance[1] + gap * observedVariance[2]);
  }

  private boolean isAtLeast(int draw, double imposed, double bar) {
    double top = top(draw, imposed);
    return top * top >= bar * variance(draw, imposed);
  }

  private double top(int draw, double imposed) {
    return numerator0[draw] + numerator1[draw] * imposed;
  }

  /** What is known of all draws while the gaps stay between two values. */
  final class Settled {
    private final int counting; // draws that count everywhere between
    private final int[] open; // draws that may count in one place and not in another

    private Settled(int counting, int[] open) {
      this.counting = counting;
      this.open = open;
    }

    /** The same p-value as from all draws, for gaps between the two values. */
    double pValue(double imposed, double observed, boolean ties) {
      double room = ties ? 1 - TIE : 1 + TIE;
      double bar = bar(observed) * room * room;
      int count = counting;
      for (int draw : open) {
        double top = top(draw, imposed);
        double size = top * top - bar * variance(draw, imposed);
        if (ties ? size >= 0 : size > 0) {
          count++;
        }
      }
      return GapDraws.this.pValue(count);
    }
  }

  /**
   * Settles every draw that bounds on its two sides can settle: the numerator is linear and the
   * variance quadratic in the gap imposed, so both have their extremes at the ends or the vertex.
   */
  Settled settle(double imposed1, double imposed2, double observed1, double observed2) {
    double small = Math.min(observed1 * observed1, observed2 * observed2);
    double large = Math.max(observed1 * observed1, observed2 * observed2);
    double[] o = observedVariance;
    double lowBar = small / Math.max(observedVariance(observed1), observedVariance(observed2));
    double highBar = large / least(o[0], o[1], o[2], observed1, observed2);
    int[] open = new int[size()];
    int opened = 0;
    int counting = 0;
    for (int draw = 0; draw < size(); draw++) {
      double top1 = top(draw, imposed1);
      double top2 = top(draw, imposed2);
      double lowTop = top1 * top2 <= 0 ? 0 : Math.min(top1 * top1, top2 * top2);
      double highTop = Math.max(top1 * top1, top2 * top2);
      double most = Math.max(variance(draw, imposed1), variance(draw, imposed2));
      double least = least(variance0[draw], variance1[draw], variance2[draw], imposed1, imposed2);
      if (lowTop * (1 - 4 * TIE) > highBar * most) {
        counting++;
      } else if (highTop >= lowBar * least * (1 - 4 * TIE)) {
        open[opened++] = draw;
      }
    }
    return new Settled(counting, Arrays.copyOf(open, opened));
  }

  private static double least(double a, double b, double c, double end1, double end2) {
    double least = Math.min(a + end1 * (b + end1 * c), a + end2 * (b + end2 * c));
    if (c > 0) {
      double vertex = -b / (2 * c);
      if (vertex > Math.min(end1, end2) && vertex < Math.max(end1, end2)) {
        least = Math.min(least, a + vertex * (b + vertex * c));
      }
    }
    return Math.max(least, 0);
  }

  /** Returns the root mean square of the numerators at δ = 0. */
  double spread() {
    double sum = 0;
    for (double top : numerator0) {
      sum += top * top;
    }
    return Math.sqrt(sum / size());
  }

  /** Returns the smallest p-value there is: the sample itself, and its mirror image. */
  double smallestP() {
    return kind == Kind.DRAWN ? 1.0 / (1.0 + size()) : 1.0 / size();
  }

  /** Returns t* of all patterns, or all draws in their order. */
  double[] statistics(double imposed) {
    boolean mirrored = kind == Kind.MIRRORED;
    double[] statistics = new double[mirrored ? 2 * size() : size()];
    for (int draw = 0; draw < size(); draw++) {
      double t = top(draw, imposed) / Math.sqrt(variance(draw, imposed));
      statistics[mirrored ? 2 * draw : draw] = t;
      if (mirrored) {
        statistics[2 * draw + 1] = -t;
      }
    }
    return statistics;
  }

  private double variance(int draw, double imposed) {
    return variance0[draw] + imposed * (variance1[draw] + imposed * variance2[draw]);
  }
}

package fi.lape.estimators.inference;

/**
 * Counts the sign patterns g ∈ {−1, 1}^G whose statistic is at least the observed one, for a single
 * value tested: q'g is the numerator, e* = Bg are the residuals, and (q'g)² ≥ b·|Bg|² is g'Dg ≥ 0
 * with D = qq' − b·B'B.
 *
 * <p>The signs are taken in two halves. For every pattern of the outer half the form is linear in
 * the inner half but for a term that is the same for all, so its values on all inner patterns come
 * by doubling: two additions a pattern instead of O(G). g and −g give the same, so the last sign is
 * held at +1.
 */
final class SignPatterns {
  private final int clusters;
  private final double[][] form;

  /**
   * @param numerator q, by cluster
   * @param residuals B: residual by row, sign by column
   * @param bar b, the squared statistic that a pattern has to reach
   */
  SignPatterns(double[] numerator, double[][] residuals, double bar) {
    clusters = numerator.length;
    form = new double[clusters][clusters];
    for (int i = 0; i < clusters; i++) {
      for (int j = 0; j <= i; j++) {
        double squares = 0;
        for (double[] row : residuals) {
          squares += row[i] * row[j];
        }
        form[i][j] = numerator[i] * numerator[j] - bar * squares;
        form[j][i] = form[i][j];
      }
    }
  }

  /** Returns the share of patterns that count; those that are equal do. */
  double shareAtLeast() {
    int free = clusters - 1;
    int inner = free / 2;
    int outer = free - inner;
    double[] own = ofInner(inner);
    double[] value = new double[own.length];
    double[] signs = new double[clusters];
    signs[clusters - 1] = 1;
    long count = 0;
    for (int pattern = 0; pattern < 1 << outer; pattern++) {
      for (int i = 0; i < outer; i++) {
        signs[inner + i] = (pattern >>> i & 1) == 0 ? -1 : 1;
      }
      double base = 0;
      for (int i = inner; i < clusters; i++) {
        for (int j = inner; j < clusters; j++) {
          base += signs[i] * form[i][j] * signs[j];
        }
      }
      double[] slope = new double[inner];
      for (int j = 0; j < inner; j++) {
        for (int i = inner; i < clusters; i++) {
          slope[j] += 2 * form[i][j] * signs[i];
        }
        base -= slope[j];
      }
      count += count(own, value, base, slope);
    }
    return (double) count / (1L << free);
  }

  /** The form on the inner half alone, by pattern. */
  private double[] ofInner(int inner) {
    double[] own = new double[1 << inner];
    double[] signs = new double[inner];
    for (int pattern = 0; pattern < own.length; pattern++) {
      for (int i = 0; i < inner; i++) {
        signs[i] = (pattern >>> i & 1) == 0 ? -1 : 1;
      }
      for (int i = 0; i < inner; i++) {
        for (int j = 0; j < inner; j++) {
          own[pattern] += signs[i] * form[i][j] * signs[j];
        }
      }
    }
    return own;
  }

  private static int count(double[] own, double[] value, double base, double[] slope) {
    value[0] = base;
    for (int j = 0; j < slope.length; j++) {
      int size = 1 << j;
      double step = 2 * slope[j];
      for (int b = 0; b < size; b++) {
        value[size + b] = value[b] + step;
      }
    }
    int count = 0;
    for (int b = 0; b < own.length; b++) {
      count += own[b] + value[b] >= 0 ? 1 : 0;
    }
    return count;
  }
}

package fi.lape.estimators.inference;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Adjusts p-values of hypotheses tested together, from the p-values alone. Adjusted values keep the
 * order given, never fall below the unadjusted and never exceed 1. {@link JointDraws} uses what is
 * known of the statistics' dependence and rejects more.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>; <a
 *     href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg (1995)</a>;
 *     <a href="https://doi.org/10.1093/biomet/93.3.491">Benjamini, Krieger and Yekutieli (2006)</a>
 */
public enum FamilyAdjustment {
  /** Any false rejection; any dependence. */
  BONFERRONI {
    @Override
    void adjustSorted(double[] p) {
      for (int i = 0; i < p.length; i++) {
        p[i] *= p.length;
      }
    }
  },
  /** Any false rejection; any dependence; never worse than Bonferroni. */
  HOLM {
    @Override
    void adjustSorted(double[] p) {
      for (int i = 0; i < p.length; i++) {
        p[i] *= p.length - i;
      }
      runningMaximum(p);
    }
  },
  /** Any false rejection; independent or positively dependent statistics. */
  HOCHBERG {
    @Override
    void adjustSorted(double[] p) {
      for (int i = 0; i < p.length; i++) {
        p[i] *= p.length - i;
      }
      runningMinimum(p);
    }
  },
  /** Any false rejection; independent or positively dependent; never worse than Hochberg. */
  HOMMEL {
    @Override
    void adjustSorted(double[] p) {
      int n = p.length;
      double[] adjusted = new double[n];
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        least = Math.min(least, n * p[i] / (i + 1));
      }
      Arrays.fill(adjusted, least);
      for (int m = n - 1; m >= 2; m--) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 2; j <= m; j++) {
          smallest = Math.min(smallest, m * p[n - m + j - 1] / j);
        }
        for (int i = 0; i <= n - m; i++) {
          adjusted[i] = Math.max(adjusted[i], Math.min(m * p[i], smallest));
        }
        double last = Math.min(m * p[n - m], smallest);
        for (int i = n - m + 1; i < n; i++) {
          adjusted[i] = Math.max(adjusted[i], last);
        }
      }
      for (int i = 0; i < n; i++) {
        p[i] = Math.max(p[i], adjusted[i]);
      }
    }
  },
  /** Any false rejection; independent statistics. */
  SIDAK_STEPDOWN {
    @Override
    void adjustSorted(double[] p) {
      for (int i = 0; i < p.length; i++) {
        p[i] = -Math.expm1((p.length - i) * Math.log1p(-p[i]));
      }
      runningMaximum(p);
    }
  },
  /** The share of false ones among the rejections; independent or positively dependent. */
  BENJAMINI_HOCHBERG {
    @Override
    void adjustSorted(double[] p) {
      byRank(p, 1);
    }
  },
  /** The share of false ones among the rejections; any dependence. */
  BENJAMINI_YEKUTIELI {
    @Override
    void adjustSorted(double[] p) {
      double harmonic = 0;
      for (int i = 1; i <= p.length; i++) {
        harmonic += 1.0 / i;
      }
      byRank(p, harmonic);
    }
  },
  /**
   * The share of false ones among the rejections in two stages, the first estimating how many
   * hypotheses are true; independent statistics. Anderson's sharpened q-values: the smallest
   * multiple of 0.001 at which the procedure rejects; they can be below the p-value.
   */
  BENJAMINI_KRIEGER_YEKUTIELI {
    @Override
    void adjustSorted(double[] p) {
      double[] q = new double[p.length];
      Arrays.fill(q, 1);
      for (int step = GRID; step >= 1; step--) {
        double level = (double) step / GRID;
        double first = level / (1 + level);
        int rejected = rejected(p, first);
        int second =
            rejected == p.length
                ? rejected
                : rejected(p, first * p.length / (p.length - (double) rejected));
        Arrays.fill(q, 0, second, level);
      }
      System.arraycopy(q, 0, p, 0, p.length);
    }
  };

  private static final int GRID = 1000;

  /** Adjusts p-values in increasing order, in place; a later step cuts them off at 1. */
  abstract void adjustSorted(double[] p);

  /**
   * Returns the adjusted p-values, in the order given.
   *
   * @param p from 0 to 1, at least one
   */
  public double[] adjust(double[] p) {
    Integer[] order = order(p);
    double[] sorted = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      sorted[i] = p[order[i]];
    }
    adjustSorted(sorted);
    double[] adjusted = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      adjusted[order[i]] = Math.min(1, sorted[i]);
    }
    return adjusted;
  }

  /** Places by increasing value; equal values keep their order. */
  static Integer[] order(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    return order;
  }

  static void runningMaximum(double[] p) {
    for (int i = 1; i < p.length; i++) {
      p[i] = Math.max(p[i], p[i - 1]);
    }
  }

  private static void runningMinimum(double[] p) {
    for (int i = p.length - 2; i >= 0; i--) {
      p[i] = Math.min(p[i], p[i + 1]);
    }
  }

  private static void byRank(double[] p, double factor) {
    for (int i = 0; i < p.length; i++) {
      p[i] *= factor * p.length / (i + 1);
    }
    runningMinimum(p);
  }

  /** Benjamini and Hochberg's number of rejections at a level. */
  private static int rejected(double[] p, double level) {
    for (int i = p.length; i >= 1; i--) {
      if (p[i - 1] <= level * i / p.length) {
        return i;
      }
    }
    return 0;
  }
}

package fi.lape.estimators.cost;

import java.util.Arrays;

/** Sorted values and their quantiles. */
final class OrderStatistics {
  private final double[] sorted;

  OrderStatistics(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** Returns the quantile with linear interpolation, R's type 7. */
  double quantile(double p) {
    double place = p * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

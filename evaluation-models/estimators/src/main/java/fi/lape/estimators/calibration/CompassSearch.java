package fi.lape.estimators.calibration;

import java.util.function.ToDoubleFunction;

/** Maximises a smooth function of few numbers in a box, without derivatives or chance. */
final class CompassSearch {
  private static final double FIRST_STEP = 0.25;
  private static final double LAST_STEP = 1e-4;

  private CompassSearch() {}

  /**
   * Returns where the function is largest: steps along the axes, halved when none gains. A step is
   * a share of the distance from the lower bound and the start, so that variances near 0 are found
   * too.
   */
  static double[] maximise(
      ToDoubleFunction<double[]> function, double[] start, double[] low, double[] high) {
    double[] best = start.clone();
    for (int j = 0; j < best.length; j++) {
      best[j] = Math.min(Math.max(best[j], low[j]), high[j]);
    }
    double value = function.applyAsDouble(best);
    double[] unit = start.clone();
    double step = FIRST_STEP;
    while (step >= LAST_STEP) {
      boolean gained = false;
      for (int j = 0; j < best.length; j++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double[] next = best.clone();
          double size = Math.max(unit[j], best[j]);
          next[j] = Math.min(Math.max(best[j] + sign * step * size, low[j]), high[j]);
          double there = function.applyAsDouble(next);
          if (there > value) {
            best = next;
            value = there;
            gained = true;
          }
        }
      }
      if (!gained) {
        step /= 2;
      }
    }
    return best;
  }
}

package fi.lape.estimators.had;

import fi.lape.estimators.error.EvaluationException;
import java.util.Arrays;
import java.util.OptionalDouble;

/** How a weighted average slope is put together from the changes of the units. */
final class WasWeights {
  private WasWeights() {}

  /** Returns (1/n − l_i) / mean received, one a unit. */
  static double[] of(
      double[] dose, double[] change, double[] received, BoundaryFit fit, Kernel kernel) {
    DoseSample sample = new DoseSample(dose, change);
    double[] l = new LocalPolynomial(sample, fit.bandwidth(), 1, kernel).weights(0);
    double mean = Means.of(received);
    double[] weight = new double[dose.length];
    Arrays.fill(weight, 1 / (dose.length * mean));
    for (int k = 0; k < l.length; k++) {
      weight[sample.place(k)] -= l[k] / mean;
    }
    return weight;
  }

  /**
   * Returns the estimate without unit {@code i} at the bandwidth of all; empty if there is none.
   */
  static OptionalDouble without(
      double[] dose, double[] change, double[] received, int i, BoundaryFit fit, Kernel kernel) {
    double[] d = without(dose, i);
    double[] y = without(change, i);
    try {
      LocalPolynomial line = new LocalPolynomial(new DoseSample(d, y), fit.bandwidth(), 1, kernel);
      double level = line.coefficient(line.weights(0));
      return OptionalDouble.of((Means.of(y) - level) / Means.of(without(received, i)));
    } catch (EvaluationException notDetermined) {
      return OptionalDouble.empty();
    }
  }

  private static double[] without(double[] values, int i) {
    double[] others = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, i + 1, others, i, others.length - i);
    return others;
  }
}

package fi.lape.estimators.calibration;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.WildClusterTest;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What an inference says of an estimate whose truth is known.
 *
 * @param rejects whether "no effect" is rejected
 * @param covers whether the interval holds the truth
 */
public record Judgement(boolean rejects, boolean covers) {
  private static final double ROUNDING = 1e-12;

  /**
   * Judges, or is empty where the inference refuses. The interval of the exact wild cluster test
   * holds what the test does not reject, so its ends need not be searched.
   *
   * @param level of the interval; the test's is 1 less it
   */
  public static Optional<Judgement> of(
      Inference inference, Estimated estimated, double truth, double level) {
    double alpha = (1 - level) * (1 + ROUNDING);
    if (inference instanceof WildClusterTest wild) {
      Optional<DoubleUnaryOperator> test = wild.exactPValues(estimated);
      if (test.isPresent()) {
        double none = test.get().applyAsDouble(0);
        double atTruth = truth == 0 ? none : test.get().applyAsDouble(truth);
        return Optional.of(new Judgement(none <= alpha, atTruth > alpha));
      }
    }
    InferenceResult result = inference.infer(estimated, level);
    return result instanceof Inferred inferred
        ? Optional.of(
            new Judgement(
                inferred.pValue() <= alpha,
                inferred.low().orElse(Double.NEGATIVE_INFINITY) <= truth
                    && truth <= inferred.high().orElse(Double.POSITIVE_INFINITY)))
        : Optional.empty();
  }
}

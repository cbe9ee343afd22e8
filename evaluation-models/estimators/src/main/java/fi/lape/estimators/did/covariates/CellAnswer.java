package fi.lape.estimators.did.covariates;

import fi.lape.estimators.estimate.Reason;

/** What a comparison gives: an effect, or a reason. */
public sealed interface CellAnswer {
  /** An effect with what every row contributes. */
  final class Found implements CellAnswer {
    private final double value;
    private final double[] slopes;

    Found(double value, double[] slopes) {
      this.value = value;
      this.slopes = slopes;
    }

    /** Returns θ, in the outcome's unit. */
    public double value() {
      return value;
    }

    /** Returns ∂θ/∂(log w) of row {@code i}. */
    public double slope(int i) {
      return slopes[i];
    }
  }

  /** No effect. */
  record Refused(Reason reason) implements CellAnswer {}
}

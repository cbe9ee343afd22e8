package fi.lape.estimators.did.passes;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;

/**
 * Newton's method for one logit whose units are elsewhere: it asks for the likelihood, its gradient
 * and information at one point at a time, and takes them in.
 *
 * <p>It begins where two normal groups of one covariance would have their logit, which saves some
 * visits; a maximum does not depend on where the search began.
 */
final class LogitSearch {
  private static final int MOST_STEPS = 60; // a maximum is found in fewer than 15
  private static final int MOST_HALVINGS = 30;
  // So near the maximum steps only shorten, and the likelihood moves by less than its rounding.
  private static final double SAFE_STEP = 1e-3;
  // A step this small leaves an error of its square.
  private static final double SMALL_STEP = 1e-9;

  private final double[] plain; // the logit of a constant alone
  private final double plainLikelihood;
  private double[] gamma;
  private double[] from = new double[0];
  private double[] direction = new double[0];
  private double length = 1;
  private double before = Double.NEGATIVE_INFINITY;
  private int halvings;
  private int steps;
  private boolean guessed;
  private double[][] inverse = new double[0][0];
  private boolean open = true;
  private Optional<Reason> reason = Optional.empty();

  LogitSearch(ScaledDesign design, CohortSums treated, CohortSums controls) {
    double ones = treated.weight();
    double zeros = controls.weight();
    plain = new double[design.columns()];
    plain[0] = Math.log(ones / zeros);
    plainLikelihood =
        ones * Math.log(ones / (ones + zeros)) + zeros * Math.log(zeros / (ones + zeros));
    Optional<double[]> guess = discriminant(design, treated, controls);
    guessed = guess.isPresent();
    gamma = guess.orElseGet(plain::clone);
  }

  private static Optional<double[]> discriminant(
      ScaledDesign design, CohortSums treated, CohortSums controls) {
    double[][] spread = design.squares(treated);
    double[][] other = design.squares(controls);
    double whole = treated.weight() + controls.weight();
    for (int r = 0; r < spread.length; r++) {
      for (int s = 0; s < spread.length; s++) {
        spread[r][s] = (spread[r][s] + other[r][s]) / whole;
      }
    }
    double[] ones = design.mean(treated);
    double[] zeros = design.mean(controls);
    double[] gap = new double[spread.length];
    for (int j = 0; j < gap.length; j++) {
      gap[j] = ones[j + 1] - zeros[j + 1];
    }
    return SymmetricInverse.of(spread)
        .map(
            inverse -> {
              double[] slope = SymmetricInverse.times(inverse, gap);
              double[] gamma = new double[ones.length];
              gamma[0] = Math.log(treated.weight() / controls.weight());
              for (int j = 0; j < slope.length; j++) {
                gamma[j + 1] = slope[j];
                gamma[0] -= slope[j] * (ones[j + 1] + zeros[j + 1]) / 2;
              }
              return gamma;
            });
  }

  /** Whether another visit is needed. */
  boolean isOpen() {
    return open;
  }

  /** Returns why there is no logit; empty while it is sought and once it is found. */
  Optional<Reason> reason() {
    return reason;
  }

  /** Returns where the sums are wanted; once it is closed, the maximum. */
  double[] gamma() {
    return gamma;
  }

  /** Returns (Σ w p(1 − p) xx')⁻¹ at the maximum. */
  double[][] inverse() {
    return inverse;
  }

  /** Takes in the sums at {@link #gamma}. */
  void take(double likelihood, double[] gradient, double[][] information) {
    if (guessed && !(likelihood >= plainLikelihood)) {
      beginPlain();
      return;
    }
    if (!(likelihood >= before) && halvings < MOST_HALVINGS) {
      halvings++;
      length /= 2;
      move();
      return;
    }
    Optional<double[][]> found = SymmetricInverse.of(information);
    if (found.isEmpty()) {
      if (guessed) {
        beginPlain();
      } else {
        refuse();
      }
      return;
    }
    guessed = false;
    inverse = found.get();
    direction = SymmetricInverse.times(inverse, gradient);
    double size = 0;
    for (double d : direction) {
      size = Math.max(size, Math.abs(d));
    }
    from = gamma;
    before = size < SAFE_STEP ? Double.NEGATIVE_INFINITY : likelihood;
    length = 1;
    halvings = 0;
    steps++;
    move();
    if (size < SMALL_STEP) {
      open = false;
    } else if (steps >= MOST_STEPS) {
      refuse();
    }
  }

  private void beginPlain() {
    guessed = false;
    gamma = plain.clone();
  }

  private void move() {
    gamma = from.clone();
    for (int j = 0; j < gamma.length; j++) {
      gamma[j] += length * direction[j];
    }
  }

  /** Says that the cohort and its controls do not overlap. */
  void refuse() {
    open = false;
    reason = Optional.of(Reason.NO_OVERLAP);
  }
}

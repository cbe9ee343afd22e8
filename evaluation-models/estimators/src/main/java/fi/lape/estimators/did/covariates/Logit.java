package fi.lape.estimators.did.covariates;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.Optional;

/**
 * Weighted logit of being of the cohort on the design, by Newton's method.
 *
 * <p>It is refused where cohort and controls do not overlap: where the likelihood has no maximum,
 * or a score comes so near 1 that a few controls would carry the comparison.
 */
final class Logit {
  private static final int MOST_STEPS = 60; // a maximum is found in fewer than 15
  private static final int MOST_HALVINGS = 30;
  // So near the maximum steps only shorten, and the likelihood moves by less than its rounding.
  private static final double SAFE_STEP = 1e-3;
  // A step this small leaves an error of its square.
  private static final double SMALL_STEP = 1e-9;
  private static final double HIGHEST_SCORE = 0.999;
  private static final double HIGHEST_CONTROL_SCORE = 0.995;

  private final CellRows rows;
  private double[] gamma;
  private double[][] inverse = new double[0][0]; // (Σ w p(1 − p) xx')⁻¹

  private Logit(CellRows rows) {
    this.rows = rows;
    gamma = new double[rows.columns()];
    double treated = 0;
    double controls = 0;
    for (int i = 0; i < rows.size(); i++) {
      treated += rows.treated(i) ? rows.weight(i) : 0;
      controls += rows.treated(i) ? 0 : rows.weight(i);
    }
    gamma[0] = Math.log(treated / controls);
  }

  /** What the fit came to. */
  record Result(Optional<Logit> logit, Optional<Reason> reason) {}

  /** No logit was asked for. */
  static final Result NONE = new Result(Optional.empty(), Optional.empty());

  static Result of(CellRows rows) {
    Logit logit = new Logit(rows);
    if (!logit.invert()) {
      return refused(Reason.SINGULAR_DESIGN);
    }
    for (int round = 0; round < MOST_STEPS; round++) {
      double size = logit.step();
      if (!logit.invert()) {
        return refused(Reason.NO_OVERLAP);
      }
      if (size < SMALL_STEP) {
        return logit.overlaps()
            ? new Result(Optional.of(logit), Optional.empty())
            : refused(Reason.NO_OVERLAP);
      }
    }
    return refused(Reason.NO_OVERLAP);
  }

  private static Result refused(Reason reason) {
    return new Result(Optional.empty(), Optional.of(reason));
  }

  private boolean invert() {
    double[][] information = new double[gamma.length][gamma.length];
    for (int i = 0; i < rows.size(); i++) {
      double p = score(i);
      OutcomeRegression.addOuter(information, rows.design(i), rows.weight(i) * p * (1 - p));
    }
    Optional<double[][]> found = SymmetricInverse.of(information);
    found.ifPresent(inv -> inverse = inv);
    return found.isPresent();
  }

  /** Takes one Newton step, halved until the likelihood does not fall; returns its length. */
  private double step() {
    double[] sum = new double[gamma.length];
    for (int i = 0; i < rows.size(); i++) {
      double gap = rows.weight(i) * ((rows.treated(i) ? 1 : 0) - score(i));
      for (int j = 0; j < sum.length; j++) {
        sum[j] += gap * rows.design(i)[j];
      }
    }
    double[] direction = SymmetricInverse.times(inverse, sum);
    double size = 0;
    for (double d : direction) {
      size = Math.max(size, Math.abs(d));
    }
    double[] from = gamma;
    double before = size < SAFE_STEP ? Double.NEGATIVE_INFINITY : likelihood();
    double length = 1;
    for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
      gamma = from.clone();
      for (int j = 0; j < gamma.length; j++) {
        gamma[j] += length * direction[j];
      }
      if (likelihood() >= before) {
        break;
      }
      length /= 2;
    }
    return size;
  }

  private double likelihood() {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      double index = SymmetricInverse.dot(rows.design(i), gamma);
      double signed = rows.treated(i) ? index : -index;
      sum -= rows.weight(i) * (Math.max(-signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))));
    }
    return sum;
  }

  private boolean overlaps() {
    for (int i = 0; i < rows.size(); i++) {
      if (score(i) >= (rows.treated(i) ? HIGHEST_SCORE : HIGHEST_CONTROL_SCORE)) {
        return false;
      }
    }
    return true;
  }

  private double score(int i) {
    return 1 / (1 + Math.exp(-SymmetricInverse.dot(rows.design(i), gamma)));
  }

  /** Returns p/(1 − p) of a row. */
  double odds(int i) {
    return Math.exp(SymmetricInverse.dot(rows.design(i), gamma));
  }

  /** Adds gradient'·∂γ/∂(log w_i) to every row's slope. */
  void addSlopes(double[] slopes, double[] gradient) {
    double[] direction = SymmetricInverse.times(inverse, gradient);
    for (int i = 0; i < slopes.length; i++) {
      double gap = (rows.treated(i) ? 1 : 0) - score(i);
      slopes[i] += rows.weight(i) * gap * SymmetricInverse.dot(rows.design(i), direction);
    }
  }
}

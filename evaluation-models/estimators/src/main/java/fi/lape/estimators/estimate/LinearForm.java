package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

/**
 * The influence of a unit on an estimate, per unit of its weight: {@code slope'(y − centre) +
 * constant}, the same for all units of a cohort.
 */
public final class LinearForm {
  private final double[] slope;
  private final double[] centre;
  private final double constant;

  /**
   * @param slope one a period
   * @param centre one a period; near the mean of y, so that a high level costs no digits
   */
  public LinearForm(double[] slope, double[] centre, double constant) {
    this.slope = requireNonNull(slope, "slope is null").clone();
    this.centre = requireNonNull(centre, "centre is null").clone();
    this.constant = constant;
  }

  double at(double[] outcomes) {
    double sum = constant;
    for (int t = 0; t < slope.length; t++) {
      sum += slope[t] * (outcomes[t] - centre[t]);
    }
    return sum;
  }

  double slope(int t) {
    return slope[t];
  }

  double centre(int t) {
    return centre[t];
  }

  double constant() {
    return constant;
  }

  int periods() {
    return slope.length;
  }
}

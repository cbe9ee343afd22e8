package fi.lape.spark.dml;

/** A constant and one coefficient a covariate. */
final class LearnedLine implements Learned {
  private static final long serialVersionUID = 1;

  private final double constant;
  private final double[] coefficients;

  LearnedLine(double constant, double[] coefficients) {
    this.constant = constant;
    this.coefficients = coefficients;
  }

  @Override
  public double at(double[] x) {
    double sum = constant;
    for (int j = 0; j < coefficients.length; j++) {
      sum += coefficients[j] * x[j];
    }
    return sum;
  }
}

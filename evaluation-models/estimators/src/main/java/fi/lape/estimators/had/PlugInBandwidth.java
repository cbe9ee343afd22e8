package fi.lape.estimators.had;

import fi.lape.estimators.error.DoseErrors;

/**
 * The bandwidth of least mean squared error at dose zero, by direct plug-in.
 *
 * <p>Coefficient ν of a polynomial of degree o has, at bandwidth h, about the variance V/h^(2ν+1)
 * and the bias B h^(o+1−ν). The best h is ((2ν+1) V / (2 (o+1−ν) B²))^(1/(2o+3)). V is estimated at
 * a normal-reference pilot. B needs the next derivative, estimated by a polynomial one degree up at
 * a bandwidth that is best for it, found in the same way: quartic over the whole range, then cubic,
 * then quadratic, then the line wanted. To B² in the last two steps three variances of its estimate
 * are added, lest it be zero by chance.
 *
 * @see <a href="https://doi.org/10.18637/jss.v091.i08">Calonico, Cattaneo and Farrell, nprobust</a>
 */
final class PlugInBandwidth {
  /** A bandwidth reaches at least this many units. */
  static final int FEWEST_UNITS = 21;

  private static final double REGULARISATION = 3;

  private final DoseSample sample;
  private final Kernel kernel;
  private final double pilot;

  private PlugInBandwidth(DoseSample sample, Kernel kernel) {
    this.sample = sample;
    this.kernel = kernel;
    double spread =
        Math.min(
            sample.doseDeviation(),
            (sample.doseQuantile(0.75) - sample.doseQuantile(0.25)) / 1.349);
    pilot = clipped(kernel.pilotFactor() * spread * Math.pow(sample.size(), -0.2));
  }

  /**
   * Returns the bandwidth for the level of a line at zero.
   *
   * @param sample of at least {@value #FEWEST_UNITS} units
   * @throws fi.lape.estimators.error.EvaluationException if nothing determines it
   */
  static double of(DoseSample sample, Kernel kernel) {
    PlugInBandwidth steps = new PlugInBandwidth(sample, kernel);
    double third = steps.step(3, 3, sample.range(), 0);
    double second = steps.step(2, 2, third, REGULARISATION);
    return steps.step(1, 0, second, REGULARISATION);
  }

  private double step(int degree, int coefficient, double biasBandwidth, double regularisation) {
    LocalPolynomial own = new LocalPolynomial(sample, pilot, degree, kernel);
    double[] l = own.weights(coefficient);
    double variance = pilot * own.variance(l);
    int next = degree + 1;
    LocalPolynomial above = new LocalPolynomial(sample, biasBandwidth, next, kernel);
    double[] m = above.weights(next);
    double scale = own.moment(l, next) * Math.pow(biasBandwidth, -next);
    double bias = scale * above.coefficient(m);
    double biasVariance = regularisation == 0 ? 0 : scale * scale * above.variance(m);
    double best =
        Math.pow(
            (2 * coefficient + 1)
                * variance
                / (2 * (next - coefficient) * (bias * bias + regularisation * biasVariance)),
            1.0 / (2 * degree + 3));
    if (!(best > 0)) {
      throw DoseErrors.bandwidthNotDetermined();
    }
    return clipped(best);
  }

  private double clipped(double bandwidth) {
    return Math.max(Math.min(bandwidth, sample.largest()), sample.dose(FEWEST_UNITS - 1));
  }
}

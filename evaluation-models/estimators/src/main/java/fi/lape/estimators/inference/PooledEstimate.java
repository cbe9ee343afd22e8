package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What estimates on several completed data sets say together, by Rubin's rules: the mean, and the
 * variance T = Ū + (1 + 1/m) B of the mean variance within and the variance between.
 *
 * @param estimate the mean
 * @param standardError √T
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param pValue two-sided, of "no effect"
 * @param dof of the t distribution, those of the complete data taken into account
 * @param missingShare share of the variance that is due to what is hidden, 0 to 1
 * @see <a href="https://doi.org/10.1093/biomet/86.4.948">Barnard and Rubin (1999)</a>
 */
public record PooledEstimate(
    double estimate,
    double standardError,
    double low,
    double high,
    double pValue,
    double dof,
    double missingShare) {

  /**
   * Pools.
   *
   * @param estimates one a completed data set, two or more
   * @param errors standard errors, one an estimate, above 0
   * @param completeDof degrees of freedom if nothing were hidden, such as clusters − 1
   * @param level of the interval, above 0 and below 1
   * @throws fi.lape.estimators.error.EvaluationException {@code SETTING_OUT_OF_RANGE}
   */
  public static PooledEstimate of(
      double[] estimates, double[] errors, double completeDof, double level) {
    int m = estimates.length;
    if (m < 2 || errors.length != m) {
      throw EvaluationErrors.settingOutOfRange("imputations", m, "2 or more, each with its error");
    }
    double mean = Arrays.stream(estimates).sum() / m;
    double between = 0;
    double within = 0;
    for (int j = 0; j < m; j++) {
      between += (estimates[j] - mean) * (estimates[j] - mean) / (m - 1);
      within += errors[j] * errors[j] / m;
    }
    double added = (1 + 1.0 / m) * between;
    double total = within + added;
    double share = added / total;
    double observed = (completeDof + 1) / (completeDof + 3) * completeDof * (1 - share);
    double dof = share > 0 ? 1 / (share * share / (m - 1) + 1 / observed) : observed;
    double error = Math.sqrt(total);
    Reference t = new Reference(OptionalDouble.of(dof));
    double half = t.quantile(0.5 + level / 2) * error;
    return new PooledEstimate(
        mean, error, mean - half, mean + half, t.twoSidedP(mean / error), dof, share);
  }
}

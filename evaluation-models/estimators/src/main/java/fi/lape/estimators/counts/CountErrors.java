package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.RowSums;

/**
 * What errors of a count effect need that are not clustered; to compare with other programs, and
 * too small wherever counts are overdispersed or areas have shocks of their own.
 *
 * @param information c'M⁻¹c: the variance of the effect if counts were independent Poisson; no
 *     factor. fixest multiplies by (n − 1)/(n − K), a plain GLM does not
 * @param rows sums of the scores of rows, w_i s_it (y_it − μ_it)
 */
public record CountErrors(double information, RowSums rows) {
  public CountErrors {
    requireNonNull(rows, "rows is null");
  }
}

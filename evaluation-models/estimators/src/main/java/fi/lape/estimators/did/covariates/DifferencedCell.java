package fi.lape.estimators.did.covariates;

import fi.lape.estimators.estimate.Reason;
import java.util.Optional;

/**
 * The effect on a cohort from changes ΔY of units seen in both periods.
 *
 * <pre>
 *   reg:  θ = E_T[ΔY − x'β]                           β by least squares on the controls
 *   ipw:  θ = E_T[ΔY] − E_o[ΔY]                       o = p/(1 − p) over the controls, p a logit
 *   dr:   θ = E_T[ΔY − x'β] − E_o[ΔY − x'β]
 * </pre>
 *
 * <p>E_T is the mean over the cohort. The slopes ∂θ/∂(log w) go through β and p.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.06.003">Sant'Anna and Zhao (2020), equation
 *     3.1; weights normalised as in Hájek</a>
 */
public final class DifferencedCell {
  private DifferencedCell() {}

  /** Returns the effect; the outcome of the rows is a change, {@code after} is not looked at. */
  public static CellAnswer answer(Estimation estimation, CellRows rows) {
    if (rows.tooFew(rows::treated) || rows.tooFew(i -> !rows.treated(i))) {
      return new CellAnswer.Refused(Reason.GROUP_TOO_SMALL);
    }
    Optional<OutcomeRegression> regression =
        estimation.regresses()
            ? OutcomeRegression.of(rows, i -> !rows.treated(i))
            : Optional.empty();
    if (estimation.regresses() && regression.isEmpty()) {
      return new CellAnswer.Refused(Reason.SINGULAR_DESIGN);
    }
    Logit.Result propensity = estimation.weighs() ? Logit.of(rows) : Logit.NONE;
    if (propensity.reason().isPresent()) {
      return new CellAnswer.Refused(propensity.reason().get());
    }
    double[] slopes = new double[rows.size()];
    double[] gradient = new double[rows.columns()]; // of θ in β
    RowMean treated = new RowMean(rows, rows::treated, i -> 1, i -> left(rows, regression, i));
    treated.addSlopes(slopes, 1);
    subtract(gradient, treated.design(), 1);
    double theta = treated.mean();
    if (propensity.logit().isPresent()) {
      Logit logit = propensity.logit().get();
      RowMean controls =
          new RowMean(rows, i -> !rows.treated(i), logit::odds, i -> left(rows, regression, i));
      controls.addSlopes(slopes, -1);
      subtract(gradient, controls.design(), -1);
      double[] inGamma = new double[gradient.length];
      subtract(inGamma, controls.factorGradient(), 1);
      logit.addSlopes(slopes, inGamma);
      theta -= controls.mean();
    }
    regression.ifPresent(r -> r.addSlopes(slopes, gradient));
    return new CellAnswer.Found(theta, slopes);
  }

  /** What the regression leaves of a change; all of it without one. */
  private static double left(CellRows rows, Optional<OutcomeRegression> regression, int i) {
    return regression.map(r -> r.residual(i)).orElseGet(() -> rows.outcome(i));
  }

  static void subtract(double[] from, double[] what, double times) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= times * what[j];
    }
  }
}

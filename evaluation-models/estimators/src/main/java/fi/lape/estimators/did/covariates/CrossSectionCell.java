package fi.lape.estimators.did.covariates;

import fi.lape.estimators.estimate.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The effect on a cohort from outcomes of rows in two periods, whoever is seen in them: θ =
 * θ(after) − θ(before), with for each period s
 *
 * <pre>
 *   reg:  E_Ts[Y] − x̄_T'β_Cs
 *   ipw:  E_Ts[Y] − E_os[Y]
 *   dr:   x̄_T'(β_Ts − β_Cs) − E_os[Y − x'β_Cs]
 * </pre>
 *
 * <p>where β_Ts and β_Cs are least squares over the cohort's and the controls' rows of s, x̄_T is
 * the mean over the cohort's rows of both periods, and the odds come from one logit of all rows.
 * The form of dr is that of the locally efficient estimator, whose further terms vanish because
 * least squares leaves residuals with mean zero.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.06.003">Sant'Anna and Zhao (2020), equation
 *     3.4</a>
 */
public final class CrossSectionCell {
  private final Estimation estimation;
  private final CellRows rows;
  private final double[] slopes;
  private final Optional<Logit> logit;
  private final RowMean cohort; // over both periods; its design is x̄_T
  private final double[] inTreatedMean; // gradient of θ in x̄_T
  private double theta;

  private CrossSectionCell(Estimation estimation, CellRows rows, Optional<Logit> logit) {
    this.estimation = estimation;
    this.rows = rows;
    this.logit = logit;
    slopes = new double[rows.size()];
    cohort = new RowMean(rows, rows::treated, i -> 1, i -> 0);
    inTreatedMean = new double[rows.columns()];
  }

  /** Returns the effect, or why there is none. */
  public static CellAnswer answer(Estimation estimation, CellRows rows) {
    List<IntPredicate> corners = new ArrayList<>();
    for (boolean after : new boolean[] {true, false}) {
      IntPredicate treated = i -> rows.treated(i) && rows.after(i) == after;
      IntPredicate control = i -> !rows.treated(i) && rows.after(i) == after;
      if (rows.count(control) == 0) {
        return new CellAnswer.Refused(Reason.NO_CONTROL_UNITS);
      }
      if (rows.count(treated) == 0) {
        return new CellAnswer.Refused(after ? Reason.NO_TREATED_UNITS : Reason.NO_BASE_PERIOD);
      }
      corners.add(treated);
      corners.add(control);
    }
    if (corners.stream().anyMatch(rows::tooFew)) {
      return new CellAnswer.Refused(Reason.GROUP_TOO_SMALL);
    }
    Logit.Result propensity = estimation.weighs() ? Logit.of(rows) : Logit.NONE;
    if (propensity.reason().isPresent()) {
      return new CellAnswer.Refused(propensity.reason().get());
    }
    CrossSectionCell cell = new CrossSectionCell(estimation, rows, propensity.logit());
    if (!cell.add(corners.get(0), corners.get(1), 1)
        || !cell.add(corners.get(2), corners.get(3), -1)) {
      return new CellAnswer.Refused(Reason.SINGULAR_DESIGN);
    }
    new RowMean(rows, rows::treated, i -> 1, cell::throughTreatedMean).addSlopes(cell.slopes, 1);
    return new CellAnswer.Found(cell.theta, cell.slopes);
  }

  private double throughTreatedMean(int i) {
    double sum = 0;
    for (int j = 0; j < inTreatedMean.length; j++) {
      sum += inTreatedMean[j] * rows.design(i)[j];
    }
    return sum;
  }

  /** Adds sign·θ(s); returns false if a regression is not determined. */
  private boolean add(IntPredicate treated, IntPredicate control, double sign) {
    Optional<OutcomeRegression> ofControls =
        estimation.regresses() ? OutcomeRegression.of(rows, control) : Optional.empty();
    if (estimation.regresses() && ofControls.isEmpty()) {
      return false;
    }
    if (estimation == Estimation.DR) {
      Optional<OutcomeRegression> ofTreated = OutcomeRegression.of(rows, treated);
      if (ofTreated.isEmpty()) {
        return false;
      }
      addAtTreatedMean(ofTreated.get(), sign);
    } else {
      RowMean mean = new RowMean(rows, treated, i -> 1, rows::outcome);
      mean.addSlopes(slopes, sign);
      theta += sign * mean.mean();
    }
    ofControls.ifPresent(r -> addAtTreatedMean(r, -sign));
    logit.ifPresent(l -> addWeighted(l, ofControls, control, sign));
    return true;
  }

  /** Adds sign·x̄_T'β. */
  private void addAtTreatedMean(OutcomeRegression regression, double sign) {
    double[] mean = cohort.design();
    double[] gradient = new double[mean.length];
    DifferencedCell.subtract(gradient, mean, -sign);
    regression.addSlopes(slopes, gradient);
    DifferencedCell.subtract(inTreatedMean, regression.coefficients(), -sign);
    theta += sign * regression.at(mean);
  }

  /** Subtracts sign·E_os[Y − x'β_Cs]. */
  private void addWeighted(
      Logit scores, Optional<OutcomeRegression> ofControls, IntPredicate control, double sign) {
    RowMean mean =
        new RowMean(
            rows,
            control,
            scores::odds,
            i -> ofControls.map(r -> r.residual(i)).orElseGet(() -> rows.outcome(i)));
    mean.addSlopes(slopes, -sign);
    double[] inGamma = new double[rows.columns()];
    DifferencedCell.subtract(inGamma, mean.factorGradient(), sign);
    scores.addSlopes(slopes, inGamma);
    double[] inBeta = new double[rows.columns()];
    DifferencedCell.subtract(inBeta, mean.design(), -sign);
    ofControls.ifPresent(r -> r.addSlopes(slopes, inBeta));
    theta -= sign * mean.mean();
  }
}

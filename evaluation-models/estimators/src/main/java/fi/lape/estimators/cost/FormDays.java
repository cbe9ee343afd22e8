package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;

/** Days in one form of care that the programme avoided. */
public final class FormDays {
  private final UnitCost cost;
  private final double avoided;
  private final double[] draws;

  /**
   * Days of a form.
   *
   * @param cost of a day; its name is the form's
   * @param avoided estimate, below 0 where days were added
   * @param draws of the same, from the same resamples for all forms
   */
  public FormDays(UnitCost cost, double avoided, double[] draws) {
    this.cost = requireNonNull(cost, "cost is null");
    this.avoided = avoided;
    this.draws = draws.clone();
    if (!Double.isFinite(avoided)) {
      throw CostErrors.dataInvalid("days of '%s' are %s".formatted(cost.name(), avoided));
    }
    for (double draw : draws) {
      if (!Double.isFinite(draw)) {
        throw CostErrors.dataInvalid("a draw of days of '%s' is %s".formatted(cost.name(), draw));
      }
    }
  }

  /** Returns the cost of a day. */
  public UnitCost cost() {
    return cost;
  }

  /** Returns the days avoided. */
  public double avoided() {
    return avoided;
  }

  /** Returns the draws of the days avoided. */
  public double[] draws() {
    return draws.clone();
  }
}

package fi.lape.spark;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.function.UnaryOperator;

/** Refuses a panel that contradicts itself. */
final class PanelFaults {
  private PanelFaults() {}

  /**
   * Throws for the first kind of fault there is.
   *
   * @param shown what may be shown of a unit's id
   */
  static void refuse(Faults faults, UnaryOperator<String> shown) {
    for (Faults.Kind kind : Faults.Kind.values()) {
      long count = faults.count(kind);
      if (count > 0) {
        String unit = shown.apply(faults.firstUnit(kind));
        throw switch (kind) {
          case EMPTY_UNIT -> EvaluationErrors.columnNull("unit", count);
          case EMPTY_CLUSTER -> EvaluationErrors.columnNull("cluster", count);
          case EMPTY_PERIOD -> EvaluationErrors.columnNull("period", count);
          case EMPTY_WEIGHT -> EvaluationErrors.columnNull("weight", count);
          case DUPLICATE -> EvaluationErrors.panelDuplicate(count, unit, "unit-period rows");
          case CLUSTER_CHANGES -> EvaluationErrors.unitNotConstant("cluster", count, unit);
          case COHORT_CHANGES -> EvaluationErrors.unitNotConstant("cohort", count, unit);
          case WEIGHT_CHANGES -> EvaluationErrors.unitNotConstant("weight", count, unit);
          case WEIGHT_NOT_POSITIVE -> EvaluationErrors.weightNotPositive(count, unit);
        };
      }
    }
  }
}

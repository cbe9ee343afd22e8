package fi.lape.spark;

import fi.lape.estimators.error.PanelErrors;
import java.util.function.UnaryOperator;

/** Refuses a panel that contradicts itself. */
final class PanelFaults {
  private PanelFaults() {}

  /**
   * Throws for the first kind of fault there is.
   *
   * @param named the columns as their table names them
   * @param shown what may be shown of a unit's id
   */
  static void refuse(Faults faults, PanelColumns named, UnaryOperator<String> shown) {
    for (Faults.Kind kind : Faults.Kind.values()) {
      long count = faults.count(kind);
      if (count > 0) {
        String unit = shown.apply(faults.firstUnit(kind));
        throw switch (kind) {
          case EMPTY_UNIT -> PanelErrors.columnNull(named.unit(), count);
          case EMPTY_CLUSTER ->
              PanelErrors.columnNull(named.cluster().or(named::assigned).orElse("cluster"), count);
          case EMPTY_PERIOD -> PanelErrors.columnNull(named.period(), count);
          case EMPTY_WEIGHT -> PanelErrors.columnNull(named.weight().orElse("weight"), count);
          case DUPLICATE -> PanelErrors.panelDuplicate(count, unit, "unit-period rows");
          case CLUSTER_CHANGES ->
              PanelErrors.unitNotConstant(
                  named.cluster().or(named::assigned).orElse("cluster"), count, unit);
          case COHORT_CHANGES ->
              PanelErrors.unitNotConstant(named.adoption().orElse("cohort"), count, unit);
          case WEIGHT_CHANGES ->
              PanelErrors.unitNotConstant(named.weight().orElse("weight"), count, unit);
          case WEIGHT_NOT_POSITIVE -> PanelErrors.weightNotPositive(count, unit);
        };
      }
    }
  }
}

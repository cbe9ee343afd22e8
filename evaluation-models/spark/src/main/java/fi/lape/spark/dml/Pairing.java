package fi.lape.spark.dml;

import java.util.List;

/**
 * A cohort and its controls, given covariates of one period.
 *
 * @param controls increasing
 * @param epoch place of the period whose covariates count
 */
record Pairing(int cohort, List<Integer> controls, int epoch) implements Lessons.Teaching {
  @Override
  public boolean teaches(UnitRow unit) {
    return isTreated(unit) || isControl(unit);
  }

  @Override
  public double label(UnitRow unit) {
    return isTreated(unit) ? 1 : 0;
  }

  boolean isTreated(UnitRow unit) {
    return unit.cohort() == cohort;
  }

  boolean isControl(UnitRow unit) {
    return controls.contains(unit.cohort());
  }
}

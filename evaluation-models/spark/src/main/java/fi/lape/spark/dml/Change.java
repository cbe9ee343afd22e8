package fi.lape.spark.dml;

import java.util.List;

/**
 * The change of some cohorts between two periods, given covariates: what a model of it is of.
 *
 * @param controls increasing
 * @param epoch place of the period whose covariates count
 * @param period place of the period looked at
 * @param base place of the one it is compared with
 */
record Change(List<Integer> controls, int epoch, int period, int base) implements Lessons.Teaching {
  @Override
  public boolean teaches(UnitRow unit) {
    return controls.contains(unit.cohort());
  }

  @Override
  public double label(UnitRow unit) {
    return unit.change(period, base);
  }
}

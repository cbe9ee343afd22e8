package fi.lape.jobs.robust;

import fi.lape.jobs.analysis.UnitPanel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Weights that follow the children of each year, as another panel with the weights of the base
 * year.
 *
 * <p>Within a group (a cohort, or an area where the treatment is a dose) a municipality with w
 * children in the base year, v_t of year t and the value y_t is given
 *
 * <pre>
 *   z_t = m_t + (y_t − m_t) · (v_t / V_t) / (w / W),   m_t = Σ v_t y_t / V_t,
 * </pre>
 *
 * <p>where V_t and W are the group's sums. Weighed by w, the group's mean of z is m_t, the mean
 * weighed by the children of the year, and what a municipality adds to it and to its error is what
 * it adds to m_t. Groups weigh against each other as they do in the base year.
 */
final class WeightsByPeriod {
  private WeightsByPeriod() {}

  /** Whether the children of every year are known. */
  static boolean isPossible(UnitPanel panel) {
    int years = panel.years().size();
    return panel.units().stream().allMatch(u -> u.exposure().length == years);
  }

  static UnitPanel of(UnitPanel panel, Function<UnitPanel.Unit, Object> group) {
    Map<Object, List<UnitPanel.Unit>> groups = new LinkedHashMap<>();
    for (UnitPanel.Unit unit : panel.units()) {
      groups.computeIfAbsent(group.apply(unit), g -> new ArrayList<>()).add(unit);
    }
    Map<String, UnitPanel.Unit> changed = new LinkedHashMap<>();
    for (List<UnitPanel.Unit> members : groups.values()) {
      for (UnitPanel.Unit unit : members) {
        changed.put(unit.id(), changed(unit, members));
      }
    }
    return panel.withUnits(panel.units().stream().map(u -> changed.get(u.id())).toList());
  }

  private static UnitPanel.Unit changed(UnitPanel.Unit unit, List<UnitPanel.Unit> members) {
    double[] z = new double[unit.middle().length];
    double base = 0;
    for (UnitPanel.Unit member : members) {
      base += member.weight();
    }
    for (int t = 0; t < z.length; t++) {
      double sum = 0;
      double mean = 0;
      for (UnitPanel.Unit member : members) {
        sum += member.exposure()[t];
        mean += (member.middle()[t] - mean) * (member.exposure()[t] / sum);
      }
      z[t] = mean + (unit.middle()[t] - mean) * (unit.exposure()[t] / sum) / (unit.weight() / base);
    }
    return new UnitPanel.Unit(
        unit.id(),
        unit.area(),
        unit.cohort(),
        unit.weight(),
        z,
        z,
        z,
        unit.countLow(),
        unit.countHigh(),
        unit.exposure());
  }
}

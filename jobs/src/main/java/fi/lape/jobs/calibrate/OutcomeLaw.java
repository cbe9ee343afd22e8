package fi.lape.jobs.calibrate;

import fi.lape.estimators.calibration.NoiseFit;
import fi.lape.estimators.calibration.NoiseModel;
import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.PanelShape;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The shape of one outcome's panel and the noise fitted to it.
 *
 * @param units ids, in the order of the shape
 * @param values what was seen, by unit and year; of a hidden cell its midpoint
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OutcomeLaw(PanelShape shape, List<String> units, double[][] values, NoiseModel model) {
  private static final int HIDDEN_BELOW = 5;
  private static final double PER = 1000;

  /**
   * Fits the noise of an outcome.
   *
   * @param adoptions adoption year by municipality, of every treatment of the plan
   */
  static OutcomeLaw of(
      StudyPlan.Outcome outcome, UnitPanel panel, Collection<Map<String, Integer>> adoptions) {
    List<UnitPanel.Unit> units = panel.units();
    List<String> ids = units.stream().map(UnitPanel.Unit::id).toList();
    PanelShape shape = shape(panel);
    double[][] values = new double[units.size()][];
    for (int u = 0; u < values.length; u++) {
      values[u] = units.get(u).middle();
    }
    List<int[]> years = new ArrayList<>();
    adoptions.forEach(adoption -> years.add(cohorts(ids, adoption)));
    Kind kind = outcome.kind().equals("count") ? Kind.COUNT : Kind.RATE;
    NoiseModel model = NoiseFit.of(shape, values, years, kind, PER, hidden(units, shape));
    return new OutcomeLaw(shape, ids, values, model);
  }

  private static PanelShape shape(UnitPanel panel) {
    List<UnitPanel.Unit> units = panel.units();
    List<String> areas = panel.areas();
    int[] area = new int[units.size()];
    double[] weight = new double[units.size()];
    double[][] exposure = new double[units.size()][];
    for (int u = 0; u < area.length; u++) {
      area[u] = areas.indexOf(units.get(u).area());
      weight[u] = units.get(u).weight();
      exposure[u] = units.get(u).exposure().clone();
      for (int t = 0; t < exposure[u].length; t++) {
        exposure[u][t] = Math.max(1, exposure[u][t]); // a municipality without children
      }
    }
    int[] years = panel.years().stream().mapToInt(Integer::intValue).toArray();
    return new PanelShape(areas, area, weight, exposure, years);
  }

  /** First treated year by unit. */
  static int[] cohorts(List<String> units, Map<String, Integer> adoption) {
    return units.stream().mapToInt(id -> adoption.getOrDefault(id, Panel.NEVER)).toArray();
  }

  /** The rule that hides cells, read from the interval of the first hidden one. */
  private static Hidden hidden(List<UnitPanel.Unit> units, PanelShape shape) {
    for (int u = 0; u < units.size(); u++) {
      UnitPanel.Unit unit = units.get(u);
      for (int t = 0; t < shape.periodCount(); t++) {
        if (unit.high().length > 0 && unit.low().length > 0 && unit.hidden(t)) {
          double scale = unit.high()[t] * shape.exposure(u, t) / (HIDDEN_BELOW - 1);
          return new Hidden(HIDDEN_BELOW, scale);
        }
      }
    }
    return Hidden.NOTHING;
  }
}

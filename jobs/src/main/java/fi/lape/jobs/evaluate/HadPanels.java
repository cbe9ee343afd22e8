package fi.lape.jobs.evaluate;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.UnitPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Panels with doses: 0 before the start, the same dose from it on. */
final class HadPanels {
  private HadPanels() {}

  /** Municipalities with doses of their own; areas are their clusters. */
  static Panel ofUnits(Question question, UnitPanel units, Map<String, Double> doses) {
    Panel panel = units.panel(UnitPanel.Measure.VALUE, UnitPanel.Hidden.MIDDLE, ClusterLevels.AREA);
    double[] dose = new double[panel.size()];
    long missing = 0;
    String first = "";
    for (int i = 0; i < dose.length; i++) {
      Double own = doses.get(panel.id(i));
      if (own == null) {
        first = missing == 0 ? panel.id(i) : first;
        missing++;
      } else {
        dose[i] = own;
      }
    }
    if (missing > 0) {
      throw EvaluationErrors.doseMissing(missing, first);
    }
    return dosed(panel, dose, question.start());
  }

  /** Areas with the mean outcomes of their children; each is its own cluster. */
  static Panel ofAreas(Question question, PanelMoments moments) {
    List<String> areas = moments.clusters();
    int[] years = moments.periods();
    double[][] means = new double[areas.size()][years.length];
    double[] weights = new double[areas.size()];
    double[] dose = new double[areas.size()];
    for (Map.Entry<CellKey, CellMoments> cell : moments.cells().entrySet()) {
      int k = areas.indexOf(cell.getKey().cluster());
      double weight = cell.getValue().weight();
      weights[k] += weight;
      for (int t = 0; t < years.length; t++) {
        means[k][t] += (cell.getValue().mean(t) - means[k][t]) * weight / weights[k];
      }
    }
    for (int k = 0; k < dose.length; k++) {
      dose[k] = question.doses().get(areas.get(k));
    }
    int[] never = new int[areas.size()];
    Arrays.fill(never, Panel.NEVER);
    Panel panel = new Panel(years, areas, areas, never, weights, means);
    return dosed(panel, dose, question.start());
  }

  private static Panel dosed(Panel panel, double[] dose, int start) {
    int[] years = panel.periods();
    double[][] levels = new double[dose.length][years.length];
    for (int i = 0; i < dose.length; i++) {
      for (int t = 0; t < years.length; t++) {
        levels[i][t] = years[t] >= start ? dose[i] : 0;
      }
    }
    return panel.withTreatment(levels);
  }

  /** The same with one year in place of all from the start on: their mean. */
  static Panel meanOfYears(Panel panel, int start) {
    int[] years = panel.periods();
    int before = (int) Arrays.stream(years).filter(year -> year < start).count();
    if (before == years.length) {
      return panel; // nothing after the start: the method says so
    }
    int[] kept = Arrays.copyOf(years, before + 1);
    kept[before] = start;
    int n = panel.size();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] outcomes = new double[n][];
    double[][] levels = new double[n][before + 1];
    for (int i = 0; i < n; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      outcomes[i] = Arrays.copyOf(panel.outcomes(i), before + 1);
      double sum = 0;
      for (int t = before; t < years.length; t++) {
        sum += panel.outcome(i, t);
      }
      outcomes[i][before] = sum / (years.length - before);
      levels[i][before] = panel.treatment(i, before);
    }
    return new Panel(kept, ids, clusters, cohorts, weights, outcomes).withTreatment(levels);
  }
}

package fi.lape.estimators.had;

import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.Map;

/** The golden panel of a common start with doses of municipalities. */
final class GoldenDose {
  static final String SET = "dose-common-start";
  private static final int FIRST = 2010;

  private GoldenDose() {}

  static Panel panel() {
    Panel outcomes = GoldenPanel.read(SET, false, r -> true);
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      place.put(outcomes.id(i), i);
    }
    double[][] treatment = new double[outcomes.size()][outcomes.periods().length];
    for (Map<String, String> row : GoldenTable.rows(SET + "/panel.csv")) {
      treatment[place.get(row.get("unit"))][Integer.parseInt(row.get("year")) - FIRST] =
          Double.parseDouble(row.get("treatment"));
    }
    return outcomes.withTreatment(treatment);
  }

  static double[] dose(Panel panel) {
    double[] dose = new double[panel.size()];
    for (int i = 0; i < dose.length; i++) {
      dose[i] = panel.treatment(i, 2017 - FIRST);
    }
    return dose;
  }

  static double[] change(Panel panel, int year) {
    double[] change = new double[panel.size()];
    for (int i = 0; i < change.length; i++) {
      change[i] = panel.outcome(i, year - FIRST) - panel.outcome(i, 2016 - FIRST);
    }
    return change;
  }

  static Kernel kernel(String word) {
    return switch (word) {
      case "epa" -> Kernel.EPANECHNIKOV;
      case "tri" -> Kernel.TRIANGULAR;
      case "uni" -> Kernel.UNIFORM;
      default -> throw new IllegalStateException(word);
    };
  }
}

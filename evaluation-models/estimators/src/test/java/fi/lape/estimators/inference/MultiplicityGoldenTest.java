package fi.lape.estimators.inference;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.JointDraws.Counting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Twelve outcomes tested together: every number of the set. */
class MultiplicityGoldenTest {
  private static final double EXACT = 1e-12;
  private static final Reference T18 = new Reference(OptionalDouble.of(18));

  @Test
  void everyAdjustmentAgrees() {
    List<String> outcomes = new ArrayList<>();
    List<Double> statistics = new ArrayList<>();
    for (Map<String, String> row : GoldenTable.rows("multiplicity/panel.csv")) {
      outcomes.add(row.get("outcome"));
      statistics.add(
          Double.parseDouble(row.get("estimate")) / Double.parseDouble(row.get("std_error")));
    }
    double[] t = statistics.stream().mapToDouble(x -> x).toArray();
    double[] p = statistics.stream().mapToDouble(T18::twoSidedP).toArray();
    List<double[]> drawn = new ArrayList<>();
    for (Map<String, String> row : GoldenTable.rows("multiplicity/bootstrap_t.csv")) {
      drawn.add(outcomes.stream().mapToDouble(o -> Double.parseDouble(row.get(o))).toArray());
    }
    double[][] draws = drawn.toArray(new double[0][]);
    double[][] drawnP = new double[draws.length][t.length];
    for (int b = 0; b < draws.length; b++) {
      for (int j = 0; j < t.length; j++) {
        drawnP[b][j] = T18.twoSidedP(draws[b][j]);
      }
    }
    JointDraws plus = JointDraws.of(draws, Counting.WITH_SAMPLE);
    JointDraws plain = JointDraws.of(draws, Counting.DRAWS_ONLY);
    Map<String, double[]> actual = new HashMap<>();
    actual.put("holm", FamilyAdjustment.HOLM.adjust(p));
    actual.put("hochberg", FamilyAdjustment.HOCHBERG.adjust(p));
    actual.put("hommel", FamilyAdjustment.HOMMEL.adjust(p));
    actual.put("bonferroni", FamilyAdjustment.BONFERRONI.adjust(p));
    actual.put("BH", FamilyAdjustment.BENJAMINI_HOCHBERG.adjust(p));
    actual.put("BY", FamilyAdjustment.BENJAMINI_YEKUTIELI.adjust(p));
    actual.put("sidak_stepdown", FamilyAdjustment.SIDAK_STEPDOWN.adjust(p));
    actual.put(
        "BKY sharpened q (grid 0.001)", FamilyAdjustment.BENJAMINI_KRIEGER_YEKUTIELI.adjust(p));
    actual.put("single bootstrap", plus.single(t));
    actual.put("romano_wolf_stepdown (1+count)/(B+1)", plus.romanoWolf(t));
    actual.put("romano_wolf_stepdown count/B", plain.romanoWolf(t));
    actual.put("max_t single step (1+count)/(B+1)", plus.singleStep(t));
    actual.put(
        "westfall_young_stepdown_minp count/B",
        JointDraws.westfallYoung(p, drawnP, Counting.DRAWS_ONLY));
    actual.put("unadjusted", p);
    Parity parity = new Parity("multiplicity");
    for (Map<String, String> row : GoldenTable.rows("multiplicity/adjusted.csv")) {
      double expected = Double.parseDouble(row.get("value"));
      int j = outcomes.indexOf(row.get("outcome"));
      double found =
          switch (row.get("quantity")) {
            case "t_stat" -> t[j];
            case "critical_95_type1" -> plain.critical(0.95);
            case "critical_95_type7" -> plain.criticalInterpolated(0.95);
            default -> actual.get(row.get("method"))[j];
          };
      parity.compare(row.values().toString(), found, expected, EXACT);
    }
    parity.summary(182);
  }
}

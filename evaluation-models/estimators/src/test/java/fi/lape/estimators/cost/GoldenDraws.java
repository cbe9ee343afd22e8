package fi.lape.estimators.cost;

import fi.lape.estimators.golden.GoldenTable;
import java.util.List;
import java.util.Map;

/** The draws of golden set 12. */
final class GoldenDraws {
  private GoldenDraws() {}

  static CostEffectDraws read() {
    return read("ce/panel.csv");
  }

  static CostEffectDraws read(String path) {
    List<Map<String, String>> rows = GoldenTable.rows(path);
    return CostEffectDraws.of(column(rows, "effect"), column(rows, "cost"));
  }

  static double[] column(List<Map<String, String>> rows, String name) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(name))).toArray();
  }

  /** The same with every effect larger by a number. */
  static CostEffectDraws shifted(double effect) {
    CostEffectDraws draws = read();
    double[] effects = draws.effects();
    for (int b = 0; b < effects.length; b++) {
      effects[b] += effect;
    }
    return CostEffectDraws.of(effects, draws.costs());
  }
}

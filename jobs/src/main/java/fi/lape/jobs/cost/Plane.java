package fi.lape.jobs.cost;

import fi.lape.estimators.cost.CostEffectDraws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The resamples of areas on the cost-effectiveness plane, counted in cells: where they lie, and no
 * single one of them.
 */
final class Plane {
  static final int CELLS = 32;

  /**
   * A cell with resamples in it.
   *
   * @param effect placements avoided in its middle
   * @param cost in its middle, euros
   * @param share of the resamples
   */
  record Cell(int effectBin, int costBin, double effect, double cost, double share) {}

  private Plane() {}

  /** The cells of an analysis; none where areas were not left out in turn. */
  static List<Cell> of(String analysis, Known known, CostChoices choices) {
    Optional<CostEffectDraws> draws =
        known
            .leftOut(choices.discounting(choices.rate(), known.adopters()))
            .map(left -> Draws.of(analysis, known, left, choices.seed()));
    return draws.map(d -> cells(d.effects(), d.costs())).orElse(List.of());
  }

  static List<Cell> cells(double[] effects, double[] costs) {
    Bins across = Bins.of(effects);
    Bins up = Bins.of(costs);
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int b = 0; b < effects.length; b++) {
      counts.merge(across.bin(effects[b]) * CELLS + up.bin(costs[b]), 1, Integer::sum);
    }
    List<Cell> cells = new ArrayList<>();
    counts.forEach(
        (cell, count) ->
            cells.add(
                new Cell(
                    cell / CELLS,
                    cell % CELLS,
                    across.middle(cell / CELLS),
                    up.middle(cell % CELLS),
                    count / (double) effects.length)));
    return cells;
  }

  /** Equal steps from the least to the largest value. */
  private record Bins(double least, double step) {
    static Bins of(double[] values) {
      double least = Arrays.stream(values).min().orElseThrow();
      double most = Arrays.stream(values).max().orElseThrow();
      return new Bins(least, most > least ? (most - least) / CELLS : 1);
    }

    int bin(double value) {
      return Math.min(CELLS - 1, (int) ((value - least) / step));
    }

    double middle(int bin) {
      return least + (bin + 0.5) * step;
    }
  }
}

package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.HashedUniform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Draws whole areas with replacement: a resample has effect and cost of the <em>same</em> areas, so
 * that the correlation between them, and within an area, survives.
 *
 * <p>Which areas are drawn is hashed from the seed and the number of the draw; the order in which
 * areas are given does not matter.
 *
 * @see <a href="https://doi.org/10.1162/rest.90.3.414">Cameron, Gelbach and Miller (2008)</a>,
 *     pairs cluster bootstrap
 */
public final class AreaResampling {
  /** The share of resamples that may give no estimate. */
  public static final double TOLERATED = 0.05;

  private static final int FEWEST = 3;

  private final List<String> areas;
  private final int[] places; // of the areas by name
  private final int draws;
  private final HashedUniform uniform;

  private AreaResampling(List<String> areas, int[] places, int draws, long seed) {
    this.areas = areas;
    this.places = places;
    this.draws = draws;
    uniform = new HashedUniform(seed);
  }

  /**
   * Resamples of areas.
   *
   * @param areas at least three, all different
   * @param draws at least 2
   */
  public static AreaResampling of(List<String> areas, int draws, long seed) {
    if (draws < 2) {
      throw EvaluationErrors.settingOutOfRange("draws", draws, "2 or more");
    }
    if (areas.size() < FEWEST) {
      throw CostErrors.tooFewAreasToResample(areas.size(), FEWEST);
    }
    if (new HashSet<>(areas).size() < areas.size()) {
      throw CostErrors.dataInvalid("an area is given twice");
    }
    List<String> sorted = new ArrayList<>(areas);
    sorted.sort(null);
    int[] places = sorted.stream().mapToInt(areas::indexOf).toArray();
    return new AreaResampling(List.copyOf(areas), places, draws, seed);
  }

  /** Returns the areas, in the order given. */
  public List<String> areas() {
    return areas;
  }

  /** Returns how often each area is in a draw, in the order given. */
  public int[] times(int draw) {
    int[] times = new int[places.length];
    for (int position = 0; position < places.length; position++) {
      times[places[(int) (uniform.at(draw, position) * places.length)]]++;
    }
    return times;
  }

  /**
   * Returns effect and cost of every resample that determines them.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code RESAMPLES_NOT_ESTIMABLE} if more
   *     than {@link #TOLERATED} of them do not
   */
  public CostEffectDraws draw(AreaStatistic statistic) {
    double[] effects = new double[draws];
    double[] costs = new double[draws];
    int kept = 0;
    for (int draw = 0; draw < draws; draw++) {
      Optional<Increment> increment = statistic.of(times(draw));
      if (increment.isPresent()) {
        effects[kept] = increment.get().effect();
        costs[kept] = increment.get().cost();
        kept++;
      }
    }
    if (draws - kept > TOLERATED * draws) {
      throw CostErrors.resamplesNotEstimable(draws - kept, draws, TOLERATED);
    }
    return CostEffectDraws.of(Arrays.copyOf(effects, kept), Arrays.copyOf(costs, kept));
  }
}

package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.List;

/**
 * How spending moved from corrective to preventive services: a description, not an effect.
 *
 * <p>With s_a the preventive share of area a and w_a its share of all spending, the change of the
 * share of all areas is exactly
 *
 * <pre>
 *   Σ ½(w_a0 + w_a1)(s_a1 − s_a0)  +  Σ ½(s_a0 + s_a1)(w_a1 − w_a0),
 * </pre>
 *
 * <p>what happened within areas, and that some areas came to spend more than others.
 *
 * @param shareBefore preventive share of all spending, 0 to 1
 * @param shareAfter the same after
 * @param within change within areas
 * @param between change because areas' weights changed
 * @param standardError of {@link #change}, by the jackknife of areas
 * @see <a href="https://doi.org/10.1080/01621459.1955.10501299">Kitagawa (1955)</a>
 */
public record SpendingShift(
    double shareBefore, double shareAfter, double within, double between, double standardError) {
  private static final int FEWEST = 3;

  /**
   * Adds up areas.
   *
   * @param areas at least three
   */
  public static SpendingShift of(List<AreaSpending> areas) {
    if (areas.size() < FEWEST) {
      throw CostErrors.tooFewAreasToResample(areas.size(), FEWEST);
    }
    double before = 0;
    double after = 0;
    double preventiveBefore = 0;
    double preventiveAfter = 0;
    for (AreaSpending area : areas) {
      before += area.before();
      after += area.after();
      preventiveBefore += area.preventiveBefore();
      preventiveAfter += area.preventiveAfter();
    }
    double within = 0;
    double between = 0;
    double[] without = new double[areas.size()];
    double mean = 0;
    for (int a = 0; a < without.length; a++) {
      AreaSpending area = areas.get(a);
      double w0 = area.before() / before;
      double w1 = area.after() / after;
      within += (w0 + w1) / 2 * (area.shareAfter() - area.shareBefore());
      between += (area.shareBefore() + area.shareAfter()) / 2 * (w1 - w0);
      without[a] =
          (preventiveAfter - area.preventiveAfter()) / (after - area.after())
              - (preventiveBefore - area.preventiveBefore()) / (before - area.before());
      mean += without[a] / without.length;
    }
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    double scale = (without.length - 1.0) / without.length;
    return new SpendingShift(
        preventiveBefore / before,
        preventiveAfter / after,
        within,
        between,
        Math.sqrt(scale * squares));
  }

  /** Returns the change of the preventive share: within and between together. */
  public double change() {
    return shareAfter - shareBefore;
  }
}

package fi.lape.spark.dml;

import java.util.List;

/**
 * Whether a cohort has comparable controls: the report on one propensity score.
 *
 * @param cohort whose score it is
 * @param periods of the effects that rest on it, increasing
 * @param treated scores of the cohort
 * @param controls scores of its controls
 * @param effectiveControls how many equally weighted controls the weighted ones are worth
 * @param balance what the weighted controls weigh against the treated that are compared; 1 but for
 *     chance where scores are right, and far from it where they do not hold in other folds
 * @param passes whether enough of the cohort is compared with enough controls, and weights balance
 */
public record Overlap(
    int cohort,
    List<Integer> periods,
    Scores treated,
    Scores controls,
    double effectiveControls,
    double balance,
    boolean passes) {
  /** Shares of the weight that the quantiles of a report are of. */
  public static final List<Double> SHARES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);

  public Overlap {
    periods = List.copyOf(periods);
  }

  /**
   * The scores of a group.
   *
   * @param units of the group
   * @param lowest score
   * @param quantiles at {@link Overlap#SHARES}, to a thousandth
   * @param highest score
   * @param shareExtreme share of the weight with a score below 0.01 or from 0.99 on
   * @param shareLeftOut share of the weight that is not compared, its score being too high
   */
  public record Scores(
      long units,
      double lowest,
      List<Double> quantiles,
      double highest,
      double shareExtreme,
      double shareLeftOut) {
    public Scores {
      quantiles = List.copyOf(quantiles);
    }

    static Scores of(ScoreBins bins) {
      return new Scores(
          bins.units(),
          bins.lowest(),
          SHARES.stream().map(bins::quantile).toList(),
          bins.highest(),
          bins.shareExtreme(),
          bins.shareLeftOut());
    }
  }
}

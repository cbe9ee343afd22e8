package fi.lape.estimators.calibration;

import java.io.Serializable;

/**
 * What became of the replicates of one analysis under one planted effect. Immutable; tallies of
 * disjoint replicates add up, in the order given, to the same bits.
 *
 * @param replicates drawn
 * @param failed without an estimate or an inference
 * @param errors Σ(estimate − truth) over those that did not fail
 * @param squares Σ(estimate − truth)²
 * @param covered intervals that hold the truth
 * @param rejected tests of "no effect" with p of at most 5 %
 * @param wrongSign rejections whose estimate has the other sign than the truth
 * @param wrong estimates of the other sign than the truth, rejected or not
 * @param spread Σ(estimate's standard error), where it has one
 */
public record Tally(
    long replicates,
    long failed,
    double errors,
    double squares,
    long covered,
    long rejected,
    long wrongSign,
    long wrong,
    double spread)
    implements Serializable {

  /** No replicate yet. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** One replicate without an answer. */
  public static final Tally FAILED = new Tally(1, 1, 0, 0, 0, 0, 0, 0, 0);

  /** A share of replicates with its Monte-Carlo standard error. */
  public record Share(double value, double error) {}

  /** One replicate with an answer. */
  public static Tally of(
      double estimate, double truth, boolean covers, boolean rejects, double standardError) {
    double error = estimate - truth;
    boolean otherSign = estimate * truth < 0;
    return new Tally(
        1,
        0,
        error,
        error * error,
        covers ? 1 : 0,
        rejects ? 1 : 0,
        rejects && otherSign ? 1 : 0,
        otherSign ? 1 : 0,
        standardError);
  }

  /** Returns the tally of the replicates of both. */
  public Tally plus(Tally other) {
    return new Tally(
        replicates + other.replicates,
        failed + other.failed,
        errors + other.errors,
        squares + other.squares,
        covered + other.covered,
        rejected + other.rejected,
        wrongSign + other.wrongSign,
        wrong + other.wrong,
        spread + other.spread);
  }

  /** Returns the number of replicates with an answer. */
  public long answered() {
    return replicates - failed;
  }

  /** Returns the mean error of the estimates. */
  public double bias() {
    return errors / (double) answered();
  }

  /** Returns the standard deviation of the estimates over replicates. */
  public double sd() {
    double n = (double) answered();
    return Math.sqrt(Math.max(0, squares - errors * errors / n) / (n - 1));
  }

  /** Returns the Monte-Carlo standard error of {@link #bias}. */
  public double biasError() {
    return sd() / Math.sqrt((double) answered());
  }

  /** Returns the mean standard error that the analysis claims. */
  public double meanStandardError() {
    return spread / (double) answered();
  }

  /** Returns the share of intervals that hold the truth. */
  public Share coverage() {
    return share(covered, answered());
  }

  /** Returns the share of tests that reject: the size without an effect, the power with one. */
  public Share rejection() {
    return share(rejected, answered());
  }

  /** Returns the share of rejections with the wrong sign; 0 where nothing was rejected. */
  public Share signErrors() {
    return rejected == 0 ? new Share(0, 0) : share(wrongSign, rejected);
  }

  /** A count of none or all has an error too: one more of each kind is assumed (Agresti, Coull). */
  private static Share share(long count, long all) {
    double n = (double) all;
    double p = count / n;
    double q = (count + 1.0) / (n + 2);
    return new Share(p, Math.sqrt(q * (1 - q) / n));
  }
}

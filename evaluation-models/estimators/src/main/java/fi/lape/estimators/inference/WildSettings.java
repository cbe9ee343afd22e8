package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;

/**
 * Every choice of the wild cluster test. In the names of MacKinnon, Nielsen and Webb (2023) the
 * first digit is {@code scores} (1 ordinary, 3 jackknife), the second {@code variance} (1 CR1, 3
 * CR3), and R or U is {@code restriction}: WCR 31 is restricted, jackknife, CR1.
 *
 * @param restriction whether draws impose the value tested
 * @param scores which residuals are redrawn
 * @param variance of the bootstrap t and of the observed one
 * @param form what a draw goes through
 * @param weights that the residuals of a cluster are multiplied by
 * @param ties whether a draw as large as the observed statistic counts
 * @param draws where patterns are not enumerated, 1 or more
 * @param seed of those draws
 */
public record WildSettings(
    Restriction restriction,
    Scores scores,
    Variance variance,
    Form form,
    Weights weights,
    Ties ties,
    int draws,
    long seed) {
  /** The variance in the denominator of t; factors cancel. */
  public enum Variance {
    /** Σ of squared cluster scores. */
    CR1,
    /** Σ of squared changes of the estimate when a cluster is left out. */
    CR3
  }

  /** What a draw goes through. */
  public enum Form {
    /** The regression is fitted to the outcomes of the draw. */
    REFITTED,
    /**
     * Only the scores are redrawn and centred; no coefficient is estimated again (Kline and
     * Santos). The observed statistic is made of the same scores.
     */
    SCORES
  }

  /** The auxiliary distribution. */
  public enum Weights {
    /** −1 and 1; enumerated up to {@link WildClusterTest#MOST_CLUSTERS} clusters. */
    RADEMACHER,
    /** Webb's six points ±√½, ±1, ±√1½, each as likely; always drawn. */
    WEBB
  }

  /** Whether a draw as large as the observed statistic counts. */
  public enum Ties {
    /** It counts: a valid test. */
    COUNT,
    /** It does not, as in fwildclusterboot; p can be 0. */
    IGNORE
  }

  /** WCR 31 by enumeration, 9 999 draws above. */
  public static final WildSettings DEFAULTS =
      new WildSettings(
          Restriction.RESTRICTED,
          Scores.JACKKNIFE,
          Variance.CR1,
          Form.REFITTED,
          Weights.RADEMACHER,
          Ties.COUNT,
          9_999,
          1);

  public WildSettings {
    requireNonNull(restriction, "restriction is null");
    requireNonNull(scores, "scores is null");
    requireNonNull(variance, "variance is null");
    requireNonNull(form, "form is null");
    requireNonNull(weights, "weights is null");
    requireNonNull(ties, "ties is null");
    if (draws < 1) {
      throw EvaluationErrors.settingOutOfRange("draws", draws, "1 or more");
    }
    if (form == Form.SCORES && variance == Variance.CR3) {
      throw EvaluationErrors.settingOutOfRange(
          "variance", "cr3", "cr1 where only scores are redrawn");
    }
  }

  /** Returns the same with another restriction and other scores. */
  public WildSettings with(Restriction otherRestriction, Scores otherScores) {
    return new WildSettings(
        otherRestriction, otherScores, variance, form, weights, ties, draws, seed);
  }

  /** Returns the same with another variance. */
  public WildSettings with(Variance other) {
    return new WildSettings(restriction, scores, other, form, weights, ties, draws, seed);
  }

  /** Returns the same in another form. */
  public WildSettings with(Form other) {
    return new WildSettings(restriction, scores, variance, other, weights, ties, draws, seed);
  }

  /** Returns the same with another auxiliary distribution. */
  public WildSettings with(Weights other) {
    return new WildSettings(restriction, scores, variance, form, other, ties, draws, seed);
  }

  /** Returns the same with ties treated otherwise. */
  public WildSettings with(Ties other) {
    return new WildSettings(restriction, scores, variance, form, weights, other, draws, seed);
  }

  /** Returns the same with other draws. */
  public WildSettings with(int otherDraws, long otherSeed) {
    return new WildSettings(
        restriction, scores, variance, form, weights, ties, otherDraws, otherSeed);
  }

  /** Returns the word of the test: {@code wild-cluster} for the defaults. */
  String word() {
    String digits =
        switch (scores) {
              case ORDINARY -> "1";
              case JACKKNIFE -> "3";
            }
            + switch (variance) {
              case CR1 -> "1";
              case CR3 -> "3";
            };
    String word =
        switch (restriction) {
          case RESTRICTED ->
              switch (digits) {
                case "31" -> "wild-cluster";
                case "11" -> "wild-cluster-classic";
                default -> "wild-cluster-" + digits;
              };
          case UNRESTRICTED ->
              "wild-cluster-unrestricted" + (digits.equals("11") ? "" : "-" + digits);
        };
    return word
        + switch (form) {
          case REFITTED -> "";
          case SCORES -> "-scores";
        }
        + weightsWord();
  }

  /** Returns the ending of the word that names the weights; none for signs. */
  String weightsWord() {
    return switch (weights) {
      case RADEMACHER -> "";
      case WEBB -> "-webb";
    };
  }
}

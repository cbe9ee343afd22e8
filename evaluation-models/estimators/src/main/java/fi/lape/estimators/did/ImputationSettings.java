package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every choice of {@link Imputation} and {@link TwoStage}.
 *
 * @param variance what the errors compare a unit's effect with; always {@link Variance#SANDWICH}
 *     for two stages
 * @param anticipation periods before adoption in which units may react already, 0 or more
 * @param aggregations which averages are given besides the cells
 * @param pretrends how many periods before adoption have a coefficient of their own in a regression
 *     of untreated observations, 0 or more
 * @param unimputable what to do with treated units that have no untreated observation although
 *     their cohort has untreated periods
 */
public record ImputationSettings(
    Variance variance,
    int anticipation,
    Set<Aggregation> aggregations,
    int pretrends,
    Unimputable unimputable) {
  /** What the influence of a treated observation takes its effect from. */
  public enum Variance {
    /**
     * The w²-weighted mean effect of its cohort and period: never too small in expectation if
     * effects differ within (Borusyak, Jaravel and Spiess).
     */
    CONSERVATIVE,
    /** The same mean without the unit itself: less prone to fit small cohorts. Needs units. */
    LEAVE_OUT,
    /** The average itself: the derivative of the estimate in the unit's weight (Gardner). */
    SANDWICH
  }

  /** Treated units without an untreated observation. */
  public enum Unimputable {
    /** They are counted and named, and nothing is estimated. */
    REFUSE,
    /** Effects are those of the others. */
    LEAVE_OUT
  }

  /** Conservative errors, no anticipation, every average, no pre-trends, nobody left out. */
  public static final ImputationSettings DEFAULTS =
      new ImputationSettings(
          Variance.CONSERVATIVE, 0, EnumSet.allOf(Aggregation.class), 0, Unimputable.REFUSE);

  public ImputationSettings {
    requireNonNull(variance, "variance is null");
    requireNonNull(unimputable, "unimputable is null");
    Set<Aggregation> copy = EnumSet.noneOf(Aggregation.class);
    copy.addAll(aggregations);
    aggregations = Collections.unmodifiableSet(copy);
    if (anticipation < 0) {
      throw EvaluationErrors.settingOutOfRange("anticipation", anticipation, "0 or more");
    }
    if (pretrends < 0) {
      throw EvaluationErrors.settingOutOfRange("pretrends", pretrends, "0 or more");
    }
  }

  /**
   * Reads settings in words: {@code variance}, {@code anticipation}, {@code aggregate}
   * (comma-separated, or {@code none}, or {@code all}), {@code pretrends}, {@code unimputable}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static ImputationSettings imputation(Map<String, String> settings) {
    SettingWords words =
        new SettingWords(
            Imputation.METHOD,
            settings,
            List.of("aggregate", "anticipation", "pretrends", "unimputable", "variance"));
    return read(words)
        .withVariance(words.choice("variance", Variance.class).orElse(DEFAULTS.variance));
  }

  /**
   * Reads settings in words, those of {@link #imputation} but {@code variance}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static ImputationSettings twoStage(Map<String, String> settings) {
    return read(new SettingWords(
            TwoStage.METHOD,
            settings,
            List.of("aggregate", "anticipation", "pretrends", "unimputable")))
        .withVariance(Variance.SANDWICH);
  }

  private static ImputationSettings read(SettingWords words) {
    return new ImputationSettings(
        DEFAULTS.variance,
        words.whole("anticipation").orElse(DEFAULTS.anticipation),
        Aggregation.chosen(words, DEFAULTS.aggregations),
        words.whole("pretrends").orElse(DEFAULTS.pretrends),
        words.choice("unimputable", Unimputable.class).orElse(DEFAULTS.unimputable));
  }

  /** Returns the same with another variance. */
  public ImputationSettings withVariance(Variance other) {
    return new ImputationSettings(other, anticipation, aggregations, pretrends, unimputable);
  }

  /** Returns the same with another anticipation. */
  public ImputationSettings withAnticipation(int other) {
    return new ImputationSettings(variance, other, aggregations, pretrends, unimputable);
  }

  /** Returns the same with coefficients of so many periods before adoption. */
  public ImputationSettings withPretrends(int other) {
    return new ImputationSettings(variance, anticipation, aggregations, other, unimputable);
  }

  /** Returns the same with another way with units that cannot be imputed. */
  public ImputationSettings withUnimputable(Unimputable other) {
    return new ImputationSettings(variance, anticipation, aggregations, pretrends, other);
  }
}

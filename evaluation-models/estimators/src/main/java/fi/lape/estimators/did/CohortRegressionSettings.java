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
 * Every choice of {@link Etwfe} and {@link SunAbraham}.
 *
 * @param controls who is compared with; always the never treated for Sun and Abraham
 * @param effects taken out besides those of periods; always units for Sun and Abraham
 * @param anticipation periods before adoption in which units may react already, 0 or more
 * @param aggregations which averages are given besides the cells
 * @param shares how the errors of averages treat the shares of cohorts
 */
public record CohortRegressionSettings(
    Controls controls,
    AbsorbedEffects effects,
    int anticipation,
    Set<Aggregation> aggregations,
    Shares shares) {
  /** Not-yet-treated controls, unit effects, no anticipation, every average, shares as given. */
  public static final CohortRegressionSettings ETWFE =
      new CohortRegressionSettings(
          Controls.NOT_YET_TREATED,
          AbsorbedEffects.UNIT,
          0,
          EnumSet.allOf(Aggregation.class),
          Shares.FIXED);

  /** Never-treated controls, unit effects, no anticipation, every average, shares as given. */
  public static final CohortRegressionSettings SUN_ABRAHAM =
      ETWFE.withControls(Controls.NEVER_TREATED);

  public CohortRegressionSettings {
    requireNonNull(controls, "controls is null");
    requireNonNull(effects, "effects is null");
    requireNonNull(shares, "shares is null");
    Set<Aggregation> copy = EnumSet.noneOf(Aggregation.class);
    copy.addAll(aggregations);
    aggregations = Collections.unmodifiableSet(copy);
    if (anticipation < 0) {
      throw EvaluationErrors.settingOutOfRange("anticipation", anticipation, "0 or more");
    }
  }

  /**
   * Reads settings in words: {@code controls}, {@code effects}, {@code anticipation}, {@code
   * aggregate} (comma-separated, or {@code none}, or {@code all}), {@code shares}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static CohortRegressionSettings etwfe(Map<String, String> settings) {
    SettingWords words =
        new SettingWords(
            Etwfe.METHOD,
            settings,
            List.of("aggregate", "anticipation", "controls", "effects", "shares"));
    return read(words, ETWFE)
        .withControls(words.choice("controls", Controls.class).orElse(ETWFE.controls))
        .withEffects(words.choice("effects", AbsorbedEffects.class).orElse(ETWFE.effects));
  }

  /**
   * Reads settings in words: {@code anticipation}, {@code aggregate}, {@code shares}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static CohortRegressionSettings sunAbraham(Map<String, String> settings) {
    return read(
        new SettingWords(
            SunAbraham.METHOD, settings, List.of("aggregate", "anticipation", "shares")),
        SUN_ABRAHAM);
  }

  private static CohortRegressionSettings read(
      SettingWords words, CohortRegressionSettings defaults) {
    return new CohortRegressionSettings(
        defaults.controls,
        defaults.effects,
        words.whole("anticipation").orElse(defaults.anticipation),
        Aggregation.chosen(words, defaults.aggregations),
        words.choice("shares", Shares.class).orElse(defaults.shares));
  }

  /** Returns the same with other controls. */
  public CohortRegressionSettings withControls(Controls other) {
    return new CohortRegressionSettings(other, effects, anticipation, aggregations, shares);
  }

  /** Returns the same with other effects taken out. */
  public CohortRegressionSettings withEffects(AbsorbedEffects other) {
    return new CohortRegressionSettings(controls, other, anticipation, aggregations, shares);
  }

  /** Returns the same with another anticipation. */
  public CohortRegressionSettings withAnticipation(int other) {
    return new CohortRegressionSettings(controls, effects, other, aggregations, shares);
  }

  /** Returns the same with shares treated in another way. */
  public CohortRegressionSettings withShares(Shares other) {
    return new CohortRegressionSettings(controls, effects, anticipation, aggregations, other);
  }
}

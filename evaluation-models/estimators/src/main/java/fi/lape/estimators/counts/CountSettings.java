package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.did.Shares;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every choice of {@link EtwfePoisson}; {@link PoissonTwoWay} has the last two only.
 *
 * @param controls who is compared with
 * @param effects taken out besides those of periods
 * @param anticipation periods before adoption in which units may react already, 0 or more
 * @param aggregations which averages are given besides the cells
 * @param shares whether errors hold the treated as they were composed, with their exposure
 * @param scales what effects are measured in
 */
public record CountSettings(
    Controls controls,
    AbsorbedEffects effects,
    int anticipation,
    Set<Aggregation> aggregations,
    Shares shares,
    Set<CountScale> scales) {
  /** Not-yet-treated controls, cohort effects, every average and scale, the treated as they are. */
  public static final CountSettings DEFAULTS =
      new CountSettings(
          Controls.NOT_YET_TREATED,
          AbsorbedEffects.COHORT,
          0,
          EnumSet.allOf(Aggregation.class),
          Shares.FIXED,
          EnumSet.allOf(CountScale.class));

  public CountSettings {
    requireNonNull(controls, "controls is null");
    requireNonNull(effects, "effects is null");
    requireNonNull(shares, "shares is null");
    Set<Aggregation> averages = EnumSet.noneOf(Aggregation.class);
    averages.addAll(aggregations);
    aggregations = Collections.unmodifiableSet(averages);
    Set<CountScale> measures = EnumSet.noneOf(CountScale.class);
    measures.addAll(scales);
    scales = Collections.unmodifiableSet(measures);
    if (anticipation < 0) {
      throw EvaluationErrors.settingOutOfRange("anticipation", anticipation, "0 or more");
    }
  }

  /**
   * Reads {@code controls}, {@code effects}, {@code anticipation}, {@code aggregate}, {@code
   * shares}, {@code scale}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static CountSettings etwfe(Map<String, String> settings) {
    SettingWords words =
        new SettingWords(
            EtwfePoisson.METHOD,
            settings,
            List.of("aggregate", "anticipation", "controls", "effects", "scale", "shares"));
    return new CountSettings(
        words.choice("controls", Controls.class).orElse(DEFAULTS.controls),
        words.choice("effects", AbsorbedEffects.class).orElse(DEFAULTS.effects),
        words.whole("anticipation").orElse(DEFAULTS.anticipation),
        Aggregation.chosen(words, DEFAULTS.aggregations),
        words.choice("shares", Shares.class).orElse(DEFAULTS.shares),
        CountScale.chosen(words));
  }

  /**
   * Reads {@code shares} and {@code scale}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static CountSettings twoWay(Map<String, String> settings) {
    SettingWords words =
        new SettingWords(PoissonTwoWay.METHOD, settings, List.of("scale", "shares"));
    return new CountSettings(
        DEFAULTS.controls,
        AbsorbedEffects.UNIT,
        0,
        Set.of(),
        words.choice("shares", Shares.class).orElse(DEFAULTS.shares),
        CountScale.chosen(words));
  }

  /** Returns the same with other controls. */
  public CountSettings withControls(Controls other) {
    return new CountSettings(other, effects, anticipation, aggregations, shares, scales);
  }

  /** Returns the same with other effects taken out. */
  public CountSettings withEffects(AbsorbedEffects other) {
    return new CountSettings(controls, other, anticipation, aggregations, shares, scales);
  }

  /** Returns the same with the composition treated in another way. */
  public CountSettings withShares(Shares other) {
    return new CountSettings(controls, effects, anticipation, aggregations, other, scales);
  }
}

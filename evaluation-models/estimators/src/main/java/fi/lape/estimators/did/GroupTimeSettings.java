package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Every choice of {@link GroupTimeAtt} that can move a number.
 *
 * @param controls who is compared with
 * @param anticipation periods before adoption in which units may react already, 0 or more
 * @param base what periods before adoption are compared with
 * @param aggregations which averages are given besides the cells
 * @param balance event time up to which every cohort averaged must be observed, 0 or more; limits
 *     {@link Aggregation#DYNAMIC} only
 * @param firstEvent earliest event time of {@link Aggregation#DYNAMIC}
 * @param lastEvent latest event time of every aggregation
 * @param estimation how covariates are adjusted for
 * @param unbalanced what is done where units are not seen in every period
 */
public record GroupTimeSettings(
    Controls controls,
    int anticipation,
    BasePeriod base,
    Set<Aggregation> aggregations,
    OptionalInt balance,
    OptionalInt firstEvent,
    OptionalInt lastEvent,
    Estimation estimation,
    Unbalanced unbalanced) {

  /**
   * Not-yet-treated controls, no anticipation, varying base, every aggregation without limits,
   * doubly robust, holes refused.
   */
  public static final GroupTimeSettings DEFAULTS =
      new GroupTimeSettings(
          Controls.NOT_YET_TREATED,
          0,
          BasePeriod.VARYING,
          EnumSet.allOf(Aggregation.class),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Estimation.DR,
          Unbalanced.REFUSE);

  private static final List<String> KNOWN =
      List.of(
          "aggregate",
          "anticipation",
          "balance_e",
          "base",
          "controls",
          "estimation",
          "max_e",
          "min_e",
          "unbalanced");

  public GroupTimeSettings {
    requireNonNull(controls, "controls is null");
    requireNonNull(base, "base is null");
    requireNonNull(estimation, "estimation is null");
    requireNonNull(unbalanced, "unbalanced is null");
    Set<Aggregation> copy = EnumSet.noneOf(Aggregation.class);
    copy.addAll(aggregations);
    aggregations = Collections.unmodifiableSet(copy);
    if (anticipation < 0) {
      throw EvaluationErrors.settingOutOfRange("anticipation", anticipation, "0 or more");
    }
    if (balance.orElse(0) < 0) {
      throw EvaluationErrors.settingOutOfRange("balance_e", balance.getAsInt(), "0 or more");
    }
    if (firstEvent.orElse(Integer.MIN_VALUE) > lastEvent.orElse(Integer.MAX_VALUE)) {
      throw EvaluationErrors.settingOutOfRange(
          "min_e", firstEvent.getAsInt(), "at most max_e, which is " + lastEvent.getAsInt());
    }
  }

  /**
   * Reads settings in words: {@code controls}, {@code anticipation}, {@code base}, {@code
   * aggregate} (comma-separated, or {@code none}, or {@code all}), {@code balance_e}, {@code
   * min_e}, {@code max_e}, {@code estimation} ({@code dr}, {@code reg} or {@code ipw}, which are
   * the same without covariates) and {@code unbalanced}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static GroupTimeSettings of(Map<String, String> settings) {
    SettingWords words = new SettingWords(GroupTimeAtt.METHOD, settings, KNOWN);
    return new GroupTimeSettings(
        words.choice("controls", Controls.class).orElse(DEFAULTS.controls),
        words.whole("anticipation").orElse(DEFAULTS.anticipation),
        words.choice("base", BasePeriod.class).orElse(DEFAULTS.base),
        words.word("aggregate").map(GroupTimeSettings::aggregations).orElse(DEFAULTS.aggregations),
        words.whole("balance_e"),
        words.whole("min_e"),
        words.whole("max_e"),
        words.choice("estimation", Estimation.class).orElse(DEFAULTS.estimation),
        words.choice("unbalanced", Unbalanced.class).orElse(DEFAULTS.unbalanced));
  }

  private static Set<Aggregation> aggregations(String words) {
    Set<Aggregation> chosen = EnumSet.noneOf(Aggregation.class);
    if (words.equals("none")) {
      return chosen;
    }
    if (words.equals("all")) {
      return DEFAULTS.aggregations;
    }
    for (String word : words.split(",", -1)) {
      chosen.add(
          new SettingWords(
                  GroupTimeAtt.METHOD, Map.of("aggregate", word.strip()), List.of("aggregate"))
              .choice("aggregate", Aggregation.class)
              .orElseThrow());
    }
    return chosen;
  }

  /** Returns the same with other controls. */
  public GroupTimeSettings withControls(Controls other) {
    return new GroupTimeSettings(
        other,
        anticipation,
        base,
        aggregations,
        balance,
        firstEvent,
        lastEvent,
        estimation,
        unbalanced);
  }

  /** Returns the same with another anticipation. */
  public GroupTimeSettings withAnticipation(int other) {
    return new GroupTimeSettings(
        controls,
        other,
        base,
        aggregations,
        balance,
        firstEvent,
        lastEvent,
        estimation,
        unbalanced);
  }

  /** Returns the same with another base. */
  public GroupTimeSettings withBase(BasePeriod other) {
    return new GroupTimeSettings(
        controls,
        anticipation,
        other,
        aggregations,
        balance,
        firstEvent,
        lastEvent,
        estimation,
        unbalanced);
  }

  /** Returns the same with other aggregations. */
  public GroupTimeSettings withAggregations(Set<Aggregation> other) {
    return new GroupTimeSettings(
        controls,
        anticipation,
        base,
        other,
        balance,
        firstEvent,
        lastEvent,
        estimation,
        unbalanced);
  }

  /** Returns the same with other limits on event time. */
  public GroupTimeSettings withEventTimes(
      OptionalInt balanceTo, OptionalInt first, OptionalInt last) {
    return new GroupTimeSettings(
        controls, anticipation, base, aggregations, balanceTo, first, last, estimation, unbalanced);
  }

  /** Returns the same with covariates adjusted for in another way. */
  public GroupTimeSettings withEstimation(Estimation other) {
    return new GroupTimeSettings(
        controls,
        anticipation,
        base,
        aggregations,
        balance,
        firstEvent,
        lastEvent,
        other,
        unbalanced);
  }

  /** Returns the same with another way with holes. */
  public GroupTimeSettings withUnbalanced(Unbalanced other) {
    return new GroupTimeSettings(
        controls,
        anticipation,
        base,
        aggregations,
        balance,
        firstEvent,
        lastEvent,
        estimation,
        other);
  }
}

package fi.lape.estimators.intertemporal;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.Controls;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Every choice of {@link IntertemporalEffects} that can move a number.
 *
 * @param effects how many periods of effects, from the one of the switch on, 1 or more; all there
 *     are if empty
 * @param placebos how many placebos, 0 or more and no more than effects; all there are if empty
 * @param switchers whose effects are averaged
 * @param controls who is compared with: everybody who has not switched yet, or only those who never
 *     do
 * @param options choices made
 * @param trendsNonparam a covariate, or {@code cluster}, within the values of which units are
 *     compared
 * @param influence which influence the effects carry
 */
public record IntertemporalSettings(
    OptionalInt effects,
    OptionalInt placebos,
    Switchers switchers,
    Controls controls,
    Set<IntertemporalOption> options,
    Optional<String> trendsNonparam,
    InfluenceForm influence) {

  /** Every effect and placebo there is, of all switchers against all who have not switched yet. */
  public static final IntertemporalSettings DEFAULTS =
      new IntertemporalSettings(
          OptionalInt.empty(),
          OptionalInt.empty(),
          Switchers.BOTH,
          Controls.NOT_YET_TREATED,
          Set.of(),
          Optional.empty(),
          InfluenceForm.REFERENCE);

  public IntertemporalSettings {
    requireNonNull(effects, "effects is null");
    requireNonNull(placebos, "placebos is null");
    requireNonNull(switchers, "switchers is null");
    requireNonNull(controls, "controls is null");
    requireNonNull(trendsNonparam, "trendsNonparam is null");
    requireNonNull(influence, "influence is null");
    Set<IntertemporalOption> copy = EnumSet.noneOf(IntertemporalOption.class);
    copy.addAll(options);
    options = Collections.unmodifiableSet(copy);
    if (effects.orElse(1) < 1) {
      throw EvaluationErrors.settingOutOfRange("effects", effects.getAsInt(), "1 or more");
    }
    if (placebos.orElse(0) < 0 || placebos.orElse(0) > effects.orElse(Integer.MAX_VALUE)) {
      throw EvaluationErrors.settingOutOfRange(
          "placebos", placebos.getAsInt(), "0 or more, and no more than 'effects'");
    }
    if (options.contains(IntertemporalOption.SAME_SWITCHERS_PL)
        && !options.contains(IntertemporalOption.SAME_SWITCHERS)) {
      throw EvaluationErrors.settingOutOfRange(
          "same_switchers_pl", "true", "false unless 'same_switchers' is true");
    }
  }

  /**
   * Reads settings in words: {@code effects}, {@code placebos}, {@code switchers}, {@code
   * controls}, {@code trends_nonparam}, {@code influence}, and {@code true} or {@code false} for
   * every {@link IntertemporalOption}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static IntertemporalSettings of(Map<String, String> settings) {
    List<String> known =
        new ArrayList<>(
            List.of(
                "controls", "effects", "influence", "placebos", "switchers", "trends_nonparam"));
    for (IntertemporalOption option : IntertemporalOption.values()) {
      known.add(option.word());
    }
    Collections.sort(known);
    SettingWords words = new SettingWords(IntertemporalEffects.METHOD, settings, known);
    Set<IntertemporalOption> options = EnumSet.noneOf(IntertemporalOption.class);
    for (IntertemporalOption option : IntertemporalOption.values()) {
      if (words.choice(option.word(), Flag.class).orElse(Flag.FALSE) == Flag.TRUE) {
        options.add(option);
      }
    }
    return new IntertemporalSettings(
        words.whole("effects"),
        words.whole("placebos"),
        words.choice("switchers", Switchers.class).orElse(DEFAULTS.switchers),
        words.choice("controls", Controls.class).orElse(DEFAULTS.controls),
        options,
        words.word("trends_nonparam"),
        words.choice("influence", InfluenceForm.class).orElse(DEFAULTS.influence));
  }

  private enum Flag {
    TRUE,
    FALSE
  }

  boolean has(IntertemporalOption option) {
    return options.contains(option);
  }

  boolean onlyNeverSwitchers() {
    return controls == Controls.NEVER_TREATED;
  }
}

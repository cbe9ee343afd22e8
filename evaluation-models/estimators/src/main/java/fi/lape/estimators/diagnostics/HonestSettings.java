package fi.lape.estimators.diagnostics;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every choice of {@link HonestDid} that can move a number.
 *
 * @param restriction what is believed of the difference in trends
 * @param bounds M or M̄, each 0 or more, increasing; empty for the defaults of {@link HonestDid}
 * @param method of the intervals; empty for the usual one of the restriction
 * @param target which effect
 * @param level of the intervals, above 0 and below 1
 * @param draws simulated for a least-favourable critical value, 1000 or more
 * @param seed of the draws
 */
public record HonestSettings(
    Restriction restriction,
    List<Double> bounds,
    Optional<HonestMethod> method,
    Target target,
    double level,
    int draws,
    int seed) {

  /** Relative magnitudes, the first effect, 95 %. */
  public static final HonestSettings DEFAULTS =
      new HonestSettings(
          Restriction.of(Restriction.Kind.RELATIVE_MAGNITUDES),
          List.of(),
          Optional.empty(),
          Target.FIRST,
          0.95,
          10_000,
          0);

  static final List<String> KNOWN =
      List.of("bounds", "draws", "level", "method", "restriction", "seed", "shape", "target");

  private static final int FEWEST_DRAWS = 1000;

  public HonestSettings {
    requireNonNull(restriction, "restriction is null");
    requireNonNull(method, "method is null");
    requireNonNull(target, "target is null");
    bounds = List.copyOf(bounds);
    double before = -1;
    for (double bound : bounds) {
      if (!(bound >= 0 && bound > before && Double.isFinite(bound))) {
        throw EvaluationErrors.settingOutOfRange("bounds", bound, "finite, 0 or more, increasing");
      }
      before = bound;
    }
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
    if (draws < FEWEST_DRAWS) {
      throw EvaluationErrors.settingOutOfRange("draws", draws, FEWEST_DRAWS + " or more");
    }
    boolean smooth = restriction.kind() == Restriction.Kind.SMOOTHNESS;
    boolean plain = smooth && restriction.shape() == Restriction.Shape.ANY;
    boolean fitting =
        switch (method.orElse(HonestMethod.CONDITIONAL)) {
          case FLCI -> plain;
          case CONDITIONAL_FLCI -> smooth;
          case CONDITIONAL, CONDITIONAL_LEAST_FAVOURABLE -> true;
        };
    if (!fitting) {
      throw EvaluationErrors.settingOutOfRange(
          "method",
          "'" + SettingWords.asWord(method.get()) + "'",
          "one that uses restriction '%s' and shape '%s': conditional-least-favourable or conditional"
              .formatted(
                  SettingWords.asWord(restriction.kind()),
                  SettingWords.asWord(restriction.shape())));
    }
  }

  /**
   * Reads settings in words: {@code restriction}, {@code shape}, {@code bounds} (numbers separated
   * by commas), {@code method}, {@code target} ({@code first}, {@code average} or weights separated
   * by commas), {@code level}, {@code draws}, {@code seed}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static HonestSettings of(Map<String, String> settings) {
    SettingWords words = new SettingWords(HonestDid.NAME, settings, KNOWN);
    return new HonestSettings(
        new Restriction(
            words.choice("restriction", Restriction.Kind.class).orElse(DEFAULTS.restriction.kind()),
            words.choice("shape", Restriction.Shape.class).orElse(DEFAULTS.restriction.shape())),
        NumberWords.list(words, "bounds"),
        words.choice("method", HonestMethod.class),
        Target.of(words, "target"),
        NumberWords.one(words, "level").orElse(DEFAULTS.level),
        words.whole("draws").orElse(DEFAULTS.draws),
        words.whole("seed").orElse(DEFAULTS.seed));
  }

  /** Returns the method asked for, or the usual one. */
  HonestMethod methodUsed() {
    return method.orElseGet(
        () -> {
          if (restriction.kind() != Restriction.Kind.SMOOTHNESS) {
            return HonestMethod.CONDITIONAL_LEAST_FAVOURABLE;
          }
          return restriction.shape() == Restriction.Shape.ANY
              ? HonestMethod.FLCI
              : HonestMethod.CONDITIONAL_FLCI;
        });
  }

  /** Returns the same with another restriction and its usual method. */
  public HonestSettings withRestriction(Restriction other) {
    return new HonestSettings(other, bounds, Optional.empty(), target, level, draws, seed);
  }

  /** Returns the same with other bounds. */
  public HonestSettings withBounds(List<Double> other) {
    return new HonestSettings(restriction, other, method, target, level, draws, seed);
  }

  /** Returns the same with another method. */
  public HonestSettings withMethod(HonestMethod other) {
    return new HonestSettings(restriction, bounds, Optional.of(other), target, level, draws, seed);
  }

  /** Returns the same for another effect. */
  public HonestSettings withTarget(Target other) {
    return new HonestSettings(restriction, bounds, method, other, level, draws, seed);
  }
}

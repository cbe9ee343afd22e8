package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Every choice of {@link TwoWayFixedEffects}.
 *
 * @param shape one coefficient, or one for every event time
 * @param reference the event time all others are compared with
 * @param binBefore event time that stands for itself and all earlier ones, if any; before the
 *     reference
 * @param binAfter event time that stands for itself and all later ones, if any; after the reference
 */
public record TwoWaySettings(
    Shape shape, int reference, OptionalInt binBefore, OptionalInt binAfter) {
  /** Coefficients of the treatment. */
  public enum Shape {
    /** One. */
    SIMPLE,
    /** One for every event time but the reference. */
    DYNAMIC
  }

  /** One coefficient. */
  public static final TwoWaySettings STATIC =
      new TwoWaySettings(Shape.SIMPLE, -1, OptionalInt.empty(), OptionalInt.empty());

  /** An event study with the period before adoption as reference. */
  public static final TwoWaySettings EVENT_STUDY =
      new TwoWaySettings(Shape.DYNAMIC, -1, OptionalInt.empty(), OptionalInt.empty());

  private static final List<String> KNOWN =
      List.of("aggregate", "bin_after", "bin_before", "reference");

  public TwoWaySettings {
    requireNonNull(shape, "shape is null");
    if (binBefore.orElse(Integer.MIN_VALUE) >= reference) {
      throw EvaluationErrors.settingOutOfRange(
          "bin_before", binBefore.getAsInt(), "below 'reference', which is " + reference);
    }
    if (binAfter.orElse(Integer.MAX_VALUE) <= reference) {
      throw EvaluationErrors.settingOutOfRange(
          "bin_after", binAfter.getAsInt(), "above 'reference', which is " + reference);
    }
  }

  /**
   * Reads settings in words: {@code aggregate} ({@code simple} or {@code dynamic}), {@code
   * reference}, {@code bin_before}, {@code bin_after}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static TwoWaySettings of(Map<String, String> settings) {
    SettingWords words = new SettingWords(TwoWayFixedEffects.METHOD, settings, KNOWN);
    return new TwoWaySettings(
        words.choice("aggregate", Shape.class).orElse(STATIC.shape),
        words.whole("reference").orElse(STATIC.reference),
        words.whole("bin_before"),
        words.whole("bin_after"));
  }

  /** Returns the event time whose coefficient a cell at event time {@code e} belongs to. */
  int bin(int e) {
    return Math.max(
        binBefore.orElse(Integer.MIN_VALUE), Math.min(binAfter.orElse(Integer.MAX_VALUE), e));
  }
}

package fi.lape.estimators.dose;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;

/**
 * Every choice of {@link DoseRegression} that can move a number.
 *
 * @param basePeriod the period outcomes are differenced against
 * @param periods the periods looked at, each once, the base not among them; earlier ones are
 *     placebos
 * @param weights how much an area counts
 */
public record DoseSettings(int basePeriod, List<Integer> periods, RegressionWeights weights) {
  public DoseSettings {
    periods = List.copyOf(periods);
    requireNonNull(weights, "weights is null");
    if (periods.isEmpty()
        || periods.contains(basePeriod)
        || periods.stream().distinct().count() < periods.size()) {
      throw EvaluationErrors.settingOutOfRange(
          "periods",
          periods,
          "a list of periods, each once, without the base period " + basePeriod);
    }
  }

  /**
   * Reads settings in words: {@code base_period}, {@code periods} (comma-separated) and {@code
   * weights} ({@code equal}, the default, or {@code panel}).
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown, missing or out of
   *     range
   */
  public static DoseSettings of(Map<String, String> settings) {
    SettingWords words =
        new SettingWords(
            DoseRegression.METHOD, settings, List.of("base_period", "periods", "weights"));
    int base =
        words
            .whole("base_period")
            .orElseThrow(
                () -> EvaluationErrors.settingOutOfRange("base_period", "missing", "a period"));
    return new DoseSettings(
        base,
        words.wholes("periods"),
        words.choice("weights", RegressionWeights.class).orElse(RegressionWeights.EQUAL));
  }
}

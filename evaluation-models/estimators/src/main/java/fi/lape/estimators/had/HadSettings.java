package fi.lape.estimators.had;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Every choice of {@link HeterogeneousAdoption} that can move a number.
 *
 * @param kernel how units count by their dose
 * @param bandwidth in units of dose; empty for the one of least mean squared error in each period
 * @param received what changes are divided by
 * @param trends how outcomes would have moved without the dose
 * @param level of the intervals, above 0 and below 1
 */
public record HadSettings(
    Kernel kernel, OptionalDouble bandwidth, ReceivedDose received, Trends trends, double level) {

  /** Epanechnikov, best bandwidth, first dose, common trends, 95 % intervals. */
  public static final HadSettings DEFAULTS =
      new HadSettings(
          Kernel.EPANECHNIKOV, OptionalDouble.empty(), ReceivedDose.FIRST, Trends.COMMON, 0.95);

  public HadSettings {
    requireNonNull(kernel, "kernel is null");
    requireNonNull(received, "received is null");
    requireNonNull(trends, "trends is null");
    if (bandwidth.isPresent()
        && !(bandwidth.getAsDouble() > 0 && Double.isFinite(bandwidth.getAsDouble()))) {
      throw EvaluationErrors.settingOutOfRange(
          "bandwidth", bandwidth.getAsDouble(), "a finite number above 0");
    }
    if (!(level > 0 && level < 1)) {
      throw EvaluationErrors.settingOutOfRange("level", level, "above 0 and below 1");
    }
  }

  /**
   * Reads settings in words: {@code kernel}, {@code bandwidth}, {@code received}, {@code trends}
   * and {@code level}; those left out have their defaults.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static HadSettings of(Map<String, String> settings) {
    SettingWords words =
        new SettingWords(
            HeterogeneousAdoption.METHOD,
            settings,
            List.of("kernel", "bandwidth", "received", "trends", "level"));
    return new HadSettings(
        words.choice("kernel", Kernel.class).orElse(DEFAULTS.kernel),
        number(words, "bandwidth"),
        words.choice("received", ReceivedDose.class).orElse(DEFAULTS.received),
        words.choice("trends", Trends.class).orElse(DEFAULTS.trends),
        number(words, "level").orElse(DEFAULTS.level));
  }

  private static OptionalDouble number(SettingWords words, String setting) {
    if (words.word(setting).isEmpty()) {
      return OptionalDouble.empty();
    }
    String word = words.word(setting).get();
    try {
      return OptionalDouble.of(Double.parseDouble(word.strip()));
    } catch (NumberFormatException notANumber) {
      throw EvaluationErrors.settingOutOfRange(setting, "'" + word + "'", "a number");
    }
  }
}

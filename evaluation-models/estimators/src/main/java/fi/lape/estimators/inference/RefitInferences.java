package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;

/** The inferences a plan can name that fit a method again. */
public final class RefitInferences {
  private static final List<String> NAMES = List.of("randomization", "ibragimov-mueller");

  private RefitInferences() {}

  /**
   * Returns the inference of this name.
   *
   * @param settings in the words of {@link SettingWords}; settings left out have their defaults
   * @throws fi.lape.estimators.error.EvaluationException if there is none, or a setting is unknown
   *     or out of range
   */
  public static RefitInference of(String name, Map<String, String> settings) {
    return switch (name) {
      case "randomization" -> randomization(name, settings);
      case "ibragimov-mueller" -> {
        new SettingWords(name, settings, List.of()); // it has none
        yield new IbragimovMueller();
      }
      default ->
          throw EvaluationErrors.settingOutOfRange(
              "inference", "'" + name + "'", "one of " + String.join(", ", NAMES));
    };
  }

  private static RefitInference randomization(String name, Map<String, String> settings) {
    SettingWords words =
        new SettingWords(
            name, settings, List.of("receiver", "statistic", "most_enumerated", "draws", "seed"));
    RandomizationInference.Settings s = RandomizationInference.Settings.DEFAULTS;
    return new RandomizationInference(
        new RandomizationInference.Settings(
            words.choice("receiver", RandomizationInference.Receiver.class).orElse(s.receiver()),
            words.choice("statistic", RandomizationInference.Statistic.class).orElse(s.statistic()),
            words.whole("most_enumerated").orElse(s.mostEnumerated()),
            words.whole("draws").orElse(s.draws()),
            words.whole("seed").orElse((int) s.seed())));
  }

  /** Returns the names, in a fixed order. */
  public static List<String> names() {
    return NAMES;
  }
}

package fi.lape.estimators.diagnostics;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Decimal numbers among the settings. */
final class NumberWords {
  private NumberWords() {}

  /** Returns numbers separated by commas; none if the setting is not given. */
  static List<Double> list(SettingWords words, String setting) {
    List<Double> numbers = new ArrayList<>();
    for (String part : words.word(setting).map(w -> w.split(",", -1)).orElse(new String[0])) {
      numbers.add(number(setting, part));
    }
    return numbers;
  }

  /** Returns a number, or empty if the setting is not given. */
  static OptionalDouble one(SettingWords words, String setting) {
    return words.word(setting).stream().mapToDouble(w -> number(setting, w)).findFirst();
  }

  private static double number(String setting, String word) {
    try {
      double number = Double.parseDouble(word.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw refused(setting, word);
    }
    throw refused(setting, word);
  }

  private static RuntimeException refused(String setting, String word) {
    return EvaluationErrors.settingOutOfRange(setting, "'" + word + "'", "a finite number");
  }
}

package fi.lape.estimators.settings;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the settings of one method from words, and refuses words it does not know. */
public final class SettingWords {
  private final Map<String, String> words;

  /**
   * @param method whose settings they are, for messages
   * @param words value by setting
   * @param known every setting the method has
   * @throws fi.lape.estimators.error.EvaluationException if a setting is not known
   */
  public SettingWords(String method, Map<String, String> words, List<String> known) {
    this.words = Map.copyOf(words);
    for (String setting : words.keySet().stream().sorted().toList()) {
      if (!known.contains(setting)) {
        throw EvaluationErrors.settingUnknown(method, setting, known);
      }
    }
  }

  /** Returns a setting, or empty if it is not given. */
  public Optional<String> word(String setting) {
    return Optional.ofNullable(words.get(setting));
  }

  /** Returns a whole number, or empty if it is not given. */
  public OptionalInt whole(String setting) {
    Optional<String> word = word(setting);
    if (word.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(word.get().strip()));
    } catch (NumberFormatException notWhole) {
      throw EvaluationErrors.settingOutOfRange(setting, "'" + word.get() + "'", "a whole number");
    }
  }

  /** Returns whole numbers separated by commas; none if the setting is not given. */
  public List<Integer> wholes(String setting) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : word(setting).map(w -> w.split(",", -1)).orElse(new String[0])) {
      try {
        numbers.add(Integer.valueOf(part.strip()));
      } catch (NumberFormatException notWhole) {
        throw EvaluationErrors.settingOutOfRange(
            setting, "'" + part + "'", "whole numbers separated by commas");
      }
    }
    return numbers;
  }

  /** Returns a choice, written in the plan in lower case with hyphens. */
  public <E extends Enum<E>> Optional<E> choice(String setting, Class<E> choices) {
    Optional<String> word = word(setting);
    for (E choice : choices.getEnumConstants()) {
      if (word.filter(w -> w.equals(asWord(choice))).isPresent()) {
        return Optional.of(choice);
      }
    }
    if (word.isPresent()) {
      List<String> known =
          Arrays.stream(choices.getEnumConstants()).map(SettingWords::asWord).toList();
      throw EvaluationErrors.settingOutOfRange(
          setting, "'" + word.get() + "'", "one of " + String.join(", ", known));
    }
    return Optional.empty();
  }

  /** Returns a choice as it is written in the plan. */
  public static String asWord(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

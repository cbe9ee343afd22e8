package fi.lape.estimators.diagnostics;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which effect after adoption is asked about: Σ l_p τ_p. */
public final class Target {
  /** The effect at the first event time after the reference. */
  public static final Target FIRST = new Target("first", List.of());

  /** The mean of all effects after the reference. */
  public static final Target AVERAGE = new Target("average", List.of());

  private final String word;
  private final List<Double> given;

  private Target(String word, List<Double> given) {
    this.word = word;
    this.given = given;
  }

  /** Weights one an event time after the reference, not all 0. */
  public static Target of(List<Double> weights) {
    if (weights.stream().allMatch(w -> w == 0) || !weights.stream().allMatch(Double::isFinite)) {
      throw refused(weights.toString(), "finite weights, not all 0");
    }
    return new Target(weights.toString(), List.copyOf(weights));
  }

  /** Reads {@code first}, {@code average} or weights separated by commas. */
  static Target of(SettingWords words, String setting) {
    String word = words.word(setting).orElse(FIRST.word);
    if (word.equals(FIRST.word)) {
      return FIRST;
    }
    return word.equals(AVERAGE.word) ? AVERAGE : of(NumberWords.list(words, setting));
  }

  /** Returns l for this many event times. */
  List<Double> weights(int post) {
    if (given.isEmpty()) {
      if (this == AVERAGE) {
        return Collections.nCopies(post, 1.0 / post);
      }
      List<Double> first = new ArrayList<>(Collections.nCopies(post, 0.0));
      first.set(0, 1.0);
      return first;
    }
    if (given.size() != post) {
      throw refused(word, post + " weights, one an event time after the reference");
    }
    return given;
  }

  private static RuntimeException refused(String value, String range) {
    return EvaluationErrors.settingOutOfRange("target", value, range);
  }
}

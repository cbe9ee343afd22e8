package fi.lape.estimators.counts;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an effect on counts is measured in. */
public enum CountScale {
  /** The coefficient: the logarithm of the ratio of rates, averaged where there are several. */
  LOG,
  /** Events of an average treated unit and period that there would not have been. */
  COUNT,
  /** The same per 1 000 exposed. */
  RATE,
  /** All events expected, over those expected without treatment, less one. */
  RELATIVE;

  /** Returns the key of an estimand in this scale: its word, a hyphen and the scale's. */
  public EffectKey key(EffectKey plain) {
    return new EffectKey(
        plain.estimand() + "-" + SettingWords.asWord(this),
        plain.cohort(),
        plain.period(),
        plain.eventTime());
  }

  /** Reads {@code scale}: words separated by commas, or {@code all}. */
  static Set<CountScale> chosen(SettingWords words) {
    Optional<String> given = words.word("scale");
    if (given.isEmpty() || given.get().equals("all")) {
      return EnumSet.allOf(CountScale.class);
    }
    List<String> known = new ArrayList<>();
    for (CountScale scale : values()) {
      known.add(SettingWords.asWord(scale));
    }
    Set<CountScale> chosen = EnumSet.noneOf(CountScale.class);
    for (String word : given.get().split(",", -1)) {
      int place = known.indexOf(word.strip());
      if (place < 0) {
        throw EvaluationErrors.settingOutOfRange(
            "scale", "'" + word.strip() + "'", "all, or of " + String.join(", ", known));
      }
      chosen.add(values()[place]);
    }
    return chosen;
  }
}

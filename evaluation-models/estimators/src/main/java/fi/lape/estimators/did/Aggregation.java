package fi.lape.estimators.did;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A way to sum up the effects of cohorts and periods. */
public enum Aggregation {
  /** One average over all treated cohorts and periods. */
  SIMPLE,
  /** By cohort, and their average. */
  GROUP,
  /** By period, and their average. */
  CALENDAR,
  /** By periods since adoption, and the average of those after it. */
  DYNAMIC;

  /** Reads {@code aggregate}: words separated by commas, {@code none} or {@code all}. */
  public static Set<Aggregation> chosen(SettingWords words, Set<Aggregation> otherwise) {
    Optional<String> given = words.word("aggregate");
    if (given.isEmpty() || given.get().equals("all")) {
      return given.isEmpty() ? otherwise : EnumSet.allOf(Aggregation.class);
    }
    Set<Aggregation> chosen = EnumSet.noneOf(Aggregation.class);
    if (given.get().equals("none")) {
      return chosen;
    }
    List<String> known = new ArrayList<>();
    for (Aggregation aggregation : values()) {
      known.add(SettingWords.asWord(aggregation));
    }
    for (String word : given.get().split(",", -1)) {
      int place = known.indexOf(word.strip());
      if (place < 0) {
        throw EvaluationErrors.settingOutOfRange(
            "aggregate", "'" + word.strip() + "'", "none, all, or of " + String.join(", ", known));
      }
      chosen.add(values()[place]);
    }
    return chosen;
  }
}

package fi.lape.estimators.intertemporal;

import java.util.Locale;

/** Choices that are made or not; the words are those of {@code did_multiplegt_dyn}. */
public enum IntertemporalOption {
  /** Keeps units that were both above and below their first treatment. */
  DONT_DROP_LARGER_LOWER,
  /** Demeans switchers within their treatment path where two units share it. */
  LESS_CONSERVATIVE_SE,
  /** Averages every effect over the units for which all effects can be had. */
  SAME_SWITCHERS,
  /** The same with all placebos, for the placebos. */
  SAME_SWITCHERS_PL,
  /** Allows every unit a linear trend of its own. */
  TRENDS_LIN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

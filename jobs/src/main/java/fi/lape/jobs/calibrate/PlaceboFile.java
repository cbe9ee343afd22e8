package fi.lape.jobs.calibrate;

import java.util.List;
import java.util.Locale;

/**
 * How often tests reject when assignments are dealt out at random and outcomes stay as they are.
 *
 * @param origin of the panel's data: real, synthetic or mixed
 * @param draws assignments an outcome and law
 */
public record PlaceboFile(String study, String origin, int draws, List<Rate> rates) {
  public PlaceboFile {
    rates = List.copyOf(rates);
  }

  /**
   * One rate.
   *
   * @param law random-adoption-dates | random-doses
   * @param rejection share of nominal 5 % tests that reject
   * @param mcError its Monte-Carlo standard error
   */
  public record Rate(
      String law,
      String outcome,
      String method,
      String inference,
      long draws,
      long failed,
      double rejection,
      double mcError) {}

  /** The file's text. */
  public String json() {
    return CalibrationFile.text(this);
  }

  /** One line a rate. */
  public String asTable() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nPlacebo laws: %d random assignments, outcomes as they are (%s). A nominal 5 %% test should reject 5 %%.%n%n%-24s %-22s %-18s %-14s %s%n",
            draws,
            origin,
            "assignment",
            "outcome",
            "method",
            "inference",
            "rejects %"));
    for (Rate rate : rates) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-24s %-22s %-18s %-14s %.1f ± %.2f%n",
              rate.law(),
              rate.outcome(),
              rate.method(),
              rate.inference(),
              100 * rate.rejection(),
              100 * rate.mcError()));
    }
    return text.toString();
  }
}

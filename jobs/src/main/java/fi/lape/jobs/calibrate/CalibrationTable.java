package fi.lape.jobs.calibrate;

import java.util.Locale;
import java.util.function.Predicate;

/** The result of a calibration as text for the terminal. */
public final class CalibrationTable {
  private static final String LAYOUT =
      "%-24s %-20s %-17s %-9s %-8s %-13s %8s %14s %14s %14s %10s  %s%n";

  private CalibrationTable() {}

  /**
   * One line an analysis, inference and planted effect; the analysis's own inference has a star.
   */
  public static String text(CalibrationFile result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nCalibration of '%s': %d areas, %d municipalities, %d replicates an analysis.%n%n",
            result.study(),
            result.design().areas(),
            result.design().municipalities(),
            result.replicates()));
    text.append(
        String.format(
            Locale.ROOT,
            LAYOUT,
            "analysis",
            "outcome",
            "method",
            "weights",
            "drawn as",
            "inference",
            "effect",
            "bias (MC)",
            "coverage %",
            "rejects %",
            "sign err %",
            "status"));
    append(text, result, row -> !row.analysis().startsWith(Case.GRID));
    append(text, result, row -> row.analysis().startsWith(Case.GRID));
    text.append(
        String.format(
            Locale.ROOT,
            "%n* the inference the evaluation uses. ± is one Monte-Carlo error. Rejections without an effect are the size of the test, with one its power.%nThe %s%nDesign %s%n",
            result.rule(),
            result.design().sha256()));
    return text.toString();
  }

  private static void append(
      StringBuilder text, CalibrationFile result, Predicate<CalibrationRow> which) {
    result.rows().stream()
        .filter(which)
        .filter(row -> row.chosen() || row.tellsSize())
        .forEach(
            row ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        LAYOUT,
                        row.analysis(),
                        row.outcome(),
                        row.method(),
                        row.weighting(),
                        row.measure(),
                        row.inference() + (row.chosen() ? " *" : ""),
                        row.tellsSize() ? "0" : number(row.effect()),
                        number(row.bias()) + " (" + number(row.biasMcError()) + ")",
                        share(row.coverage(), row.coverageMcError()),
                        share(row.rejection(), row.rejectionMcError()),
                        row.tellsSize() ? "" : share(row.signErrors()),
                        row.tellsSize() ? row.inferenceStatus() : "")));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  private static String share(double value, double error) {
    return share(value) + " ± " + String.format(Locale.ROOT, "%.2f", 100 * error);
  }
}

package fi.lape.jobs.estimate;

import fi.lape.spark.dml.Overlap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reports on propensity scores, to read on a terminal. */
final class OverlapText {
  private static final String LINE =
      "%-6s %-11s %-8s %9s %7s %7s %7s %7s %7s %8s %8s %10s %8s  %s%n";

  private OverlapText() {}

  /** Returns two lines a score under a heading; nothing if no score was learnt. */
  static String of(List<Overlap> reports) {
    if (reports.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%nOverlap: propensity scores by group; extreme: share below 0.01 or from 0.99 on; left out: share with too high a score; effective: equally weighted controls that the weighted ones are worth; balance: their weight against that of the treated, 1 where scores are right.%n"
                    + LINE,
                "cohort",
                "periods",
                "group",
                "units",
                "lowest",
                "5 %",
                "50 %",
                "95 %",
                "highest",
                "extreme",
                "left out",
                "effective",
                "balance",
                "verdict"));
    for (Overlap report : reports) {
      line(text, report, "treated", report.treated(), "", "", report.passes() ? "PASS" : "FAIL");
      line(
          text,
          report,
          "control",
          report.controls(),
          String.format(Locale.ROOT, "%,.1f", report.effectiveControls()),
          String.format(Locale.ROOT, "%.2f", report.balance()),
          "");
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text,
      Overlap report,
      String group,
      Overlap.Scores scores,
      String effective,
      String balance,
      String verdict) {
    text.append(
        String.format(
                Locale.ROOT,
                LINE,
                report.cohort(),
                periods(report.periods()),
                group,
                String.format(Locale.ROOT, "%,d", scores.units()),
                score(scores.lowest()),
                score(quantile(scores, 0.05)),
                score(quantile(scores, 0.5)),
                score(quantile(scores, 0.95)),
                score(scores.highest()),
                share(scores.shareExtreme()),
                share(scores.shareLeftOut()),
                effective,
                balance,
                verdict)
            .stripTrailing());
    text.append(String.format("%n"));
  }

  private static double quantile(Overlap.Scores scores, double share) {
    return scores.quantiles().get(Overlap.SHARES.indexOf(share));
  }

  private static String periods(List<Integer> periods) {
    return periods.size() <= 2
        ? periods.stream().map(String::valueOf).collect(Collectors.joining(","))
        : periods.get(0) + "…" + periods.get(periods.size() - 1);
  }

  private static String score(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }
}

package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.Comparator;
import java.util.List;

/** The released runs of a headline. */
final class SpecificationRuns {
  private final Release release;

  SpecificationRuns(Release release) {
    this.release = release;
  }

  /** Every run, also those without a number. */
  List<TableRow> all(Headline headline) {
    return release
        .table("specification")
        .rows(
            r ->
                r.text("analysis").equals(headline.analysis())
                    && r.text("outcome").equals(headline.outcome()));
  }

  /** Runs that estimate the planned quantity, by the size of the estimate. */
  List<TableRow> comparable(Headline headline) {
    return all(headline).stream()
        .filter(r -> !r.isEmpty("estimate") && r.text("comparable").equals("true"))
        .sorted(Comparator.comparingDouble(r -> r.number("estimate")))
        .toList();
  }

  /** Runs of a dimension with a number, in the order of their names. */
  List<TableRow> of(Headline headline, String dimension) {
    return all(headline).stream()
        .filter(r -> !r.isEmpty("estimate") && r.text("dimension").equals(dimension))
        .toList();
  }

  static boolean excludesZero(TableRow row) {
    return !row.isEmpty("ci_low")
        && !row.isEmpty("ci_high")
        && (row.number("ci_low") > 0 || row.number("ci_high") < 0);
  }
}

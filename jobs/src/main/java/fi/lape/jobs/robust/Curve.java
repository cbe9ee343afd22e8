package fi.lape.jobs.robust;

import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;

/**
 * What the runs of one outcome of an analysis say together: the median of the comparable ones, how
 * many turn the sign of the planned one, how many have an interval on one side of zero, and how
 * many placebo years and negative controls do.
 */
final class Curve {
  static final String RUNS = "specification-runs";
  static final String MEDIAN = "specification-median";
  static final String SIGN_FLIPS = "specification-sign-flips";
  static final String SIGNIFICANT = "specification-significant";
  static final String PLACEBOS = "placebo-runs-significant";
  static final String CONTROLS = "negative-control-runs-significant";

  /** All of them. */
  static final Set<String> NAMES =
      Set.of(RUNS, MEDIAN, SIGN_FLIPS, SIGNIFICANT, PLACEBOS, CONTROLS);

  private final String analysis;
  private final String outcome;
  private final List<Row> rows;

  /**
   * @param rows of {@code specification}, all of one analysis and outcome
   */
  Curve(String analysis, String outcome, List<Row> rows) {
    this.analysis = analysis;
    this.outcome = outcome;
    this.rows = List.copyOf(rows);
  }

  /** The rows of {@code diagnostic}; only the number of runs where the numbers are withheld. */
  List<DiagnosticRow> diagnostics() {
    List<DiagnosticRow> all = new ArrayList<>();
    List<Row> estimated = rows.stream().filter(Curve::isEstimated).toList();
    long withheld =
        rows.stream().filter(r -> text(r, "estimate_status").equals("WITHHELD")).count();
    all.add(
        reported(
            RUNS,
            estimated.size(),
            "of %d runs; %d cannot be made, %d are withheld"
                .formatted(rows.size(), rows.size() - estimated.size() - withheld, withheld)));
    List<Row> comparable = estimated.stream().filter(r -> r.getAs("comparable")).toList();
    Optional<Row> main = comparable.stream().filter(r -> dimension(r, "main")).findFirst();
    if (main.isPresent()) {
      double planned = number(main.get(), "estimate");
      all.add(
          reported(
              MEDIAN,
              median(comparable),
              "of %d runs; as planned %s".formatted(comparable.size(), Plain.number(planned))));
      all.add(
          share(
              SIGN_FLIPS,
              comparable,
              r -> Math.signum(number(r, "estimate")) != Math.signum(planned),
              "have the other sign"));
      all.add(share(SIGNIFICANT, comparable, Curve::excludesZero, "have an interval without zero"));
    }
    all.addAll(apart(PLACEBOS, "placebo-year", estimated));
    all.addAll(apart(CONTROLS, "negative-control", estimated));
    return all;
  }

  private List<DiagnosticRow> apart(String name, String dimension, List<Row> estimated) {
    List<Row> some = estimated.stream().filter(r -> dimension(r, dimension)).toList();
    return some.isEmpty()
        ? List.of()
        : List.of(share(name, some, Curve::excludesZero, "have an interval without zero"));
  }

  private DiagnosticRow share(String name, List<Row> of, Predicate<Row> counted, String words) {
    List<String> which =
        of.stream().filter(counted).map(r -> text(r, "specification")).sorted().toList();
    String named = which.isEmpty() || which.size() > 5 ? "" : ": " + String.join(", ", which);
    return reported(
        name,
        which.size() / (double) of.size(),
        "%d of %d runs %s%s".formatted(which.size(), of.size(), words, named));
  }

  private DiagnosticRow reported(String name, double value, String detail) {
    return DiagnosticRow.reported(analysis, name, outcome, value, detail);
  }

  /** The middle one, or half-way between the two in the middle. */
  private static double median(List<Row> of) {
    double[] sorted = of.stream().mapToDouble(r -> number(r, "estimate")).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static boolean excludesZero(Row row) {
    int low = row.fieldIndex("ci_low");
    int high = row.fieldIndex("ci_high");
    return !row.isNullAt(low)
        && !row.isNullAt(high)
        && (row.getDouble(low) > 0 || row.getDouble(high) < 0);
  }

  private static boolean isEstimated(Row row) {
    return text(row, "estimate_status").equals("ESTIMATED");
  }

  private static boolean dimension(Row row, String dimension) {
    return text(row, "dimension").equals(dimension);
  }

  private static String text(Row row, String column) {
    return row.getAs(column);
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }
}

package fi.lape.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fi.lape.estimators.Methods;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.release.DataOrigin;
import fi.lape.jobs.release.ReleaseStage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The few numbers that are shown when a run ends. */
final class Headline {
  private static final List<String> FIELDS =
      List.of(
          "analysis",
          "outcome",
          "outcome_unit",
          "method",
          "estimand",
          "treatment",
          "estimate",
          "ci_low",
          "ci_high",
          "p_value",
          "p_value_family",
          "mde80",
          "inference",
          "inference_status",
          "estimate_status",
          "not_estimable_reason");

  /** One row an analysis and outcome, so a plan of any sensible size fits. */
  private static final int MOST_ROWS = 200;

  private final List<Row> rows;

  private Headline(List<Row> rows) {
    this.rows = rows;
  }

  /** Reads the overall effect of every analysis: the simple aggregate, or the last year's dose. */
  static Headline of(Lake lake) {
    List<Row> rows =
        lake.read(LakeTable.EFFECT_ESTIMATE)
            .where(isHeadline())
            .where(isOfAll())
            .select(FIELDS.stream().map(functions::col).toArray(Column[]::new))
            .orderBy("analysis", "outcome", "treatment", "method")
            .limit(MOST_ROWS)
            .collectAsList();
    return new Headline(rows);
  }

  /** The one number of each method that answers. */
  private static Column isHeadline() {
    Column answers = functions.lit(false);
    for (Methods method : Methods.values()) {
      answers =
          answers.or(
              functions
                  .col("method")
                  .equalTo(method.word())
                  .and(functions.col("estimand").equalTo(Estimands.headline(method.word()))));
    }
    Column association =
        functions
            .col("estimand")
            .equalTo("association")
            .and(functions.col("method").equalTo("package-contrast"));
    // Where a method is not built, its row says so under the headline it would have had.
    return answers
        .or(association)
        .or(functions.col("estimand").isin(Estimands.HEADLINE_OF_ADOPTION, "att-area-mean"));
  }

  /** Not of the subgroups of the register, which are many: they are in the tables. */
  private static Column isOfAll() {
    Column population = functions.col("population");
    return functions.not(population.startsWith("register-")).or(population.equalTo("register-all"));
  }

  /** Whether a second method answers some question, so that methods must be told apart. */
  private boolean hasSeveralMethods() {
    return rows.stream()
            .map(row -> row.getAs("analysis") + " " + row.getAs("outcome"))
            .distinct()
            .count()
        < rows.size();
  }

  /** The table, under a line that says what data it is made from where they are not all real. */
  String asTable(ReleaseStage release) {
    Path releaseFolder = release.published().orElseThrow();
    StringBuilder text = new StringBuilder(warning(release.origin().orElseThrow()));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-24s %s%-16s %-20s %-13s %9s  %-21s %9s  %s%n",
            "analysis",
            method("method"),
            "treatment",
            "outcome",
            "unit",
            "effect",
            "95 % interval",
            "MDE 80 %",
            "p"));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-24s %s%-16s %-20s %-13s %9s  %-21s %9s  %s%n",
              (String) row.getAs("analysis"),
              method(row.getAs("method")),
              (String) row.getAs("treatment"),
              (String) row.getAs("outcome"),
              (String) row.getAs("outcome_unit"),
              number(row, "estimate"),
              interval(row),
              number(row, "mde80"),
              note(row)));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nMDE: the smallest effect the data would have shown in 80 of 100 cases. An interval that holds zero is no proof of no effect.%nA dose effect is the difference for one unit more of the dose (1 € of grant per child, or all children in reach instead of none): an association, as areas chose their own plans. So is every difference between those who chose a package and the others.%nReport  %s/report.en.html  (report.fi.html, report.sv.html)%nTables  %s%n",
            releaseFolder,
            releaseFolder));
    return text.toString();
  }

  private String method(String word) {
    return hasSeveralMethods() ? "%-22s ".formatted(word) : "";
  }

  String asJson(ReleaseStage release) {
    List<Map<String, Object>> effects =
        rows.stream()
            .map(
                row -> {
                  Map<String, Object> effect = new LinkedHashMap<>();
                  FIELDS.forEach(field -> effect.put(field, row.getAs(field)));
                  return effect;
                })
            .toList();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("release", release.published().orElseThrow().toString());
    result.put("data_origin", release.origin().orElseThrow().name());
    result.put("effects", effects);
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(result)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and strings are JSON", e);
    }
  }

  private static String warning(DataOrigin origin) {
    return switch (origin) {
      case SYNTHETIC ->
          "%nSYNTHETIC DATA: the numbers are made up and say nothing of the real programme.%n"
              .formatted();
      case MIXED ->
          "%nSYNTHETIC AND REAL DATA TOGETHER: this is not an evaluation result.%n".formatted();
      case REAL -> "";
    };
  }

  private static String interval(Row row) {
    return row.getAs("ci_low") == null || row.getAs("ci_high") == null
        ? "–"
        : number(row, "ci_low") + " … " + number(row, "ci_high");
  }

  private static String number(Row row, String field) {
    Double value = row.getAs(field);
    return value == null ? "–" : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String note(Row row) {
    String word = "association".equals(row.getAs("estimand")) ? "association, " : "";
    if ("ESTIMATED".equals(row.getAs("estimate_status"))) {
      String family = number(row, "p_value_family");
      return word
          + number(row, "p_value")
          + (family.equals("–") ? "" : " (in its family " + family + ")");
    }
    return word + row.getAs("estimate_status") + ": " + row.getAs("not_estimable_reason");
  }
}

package fi.lape.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Rows of {@code power} for people and for programs. */
final class PowerText {
  private static final List<String> FIELDS =
      List.of("analysis", "outcome", "quantity", "subject", "value", "unit", "detail");
  private static final String ALL = "all";

  private PowerText() {}

  /** A paragraph a question: the smallest effect first, then what it rests on. */
  static String asTable(List<Row> rows) {
    Map<String, List<Row>> byQuestion = new LinkedHashMap<>();
    for (Row row : rows) {
      byQuestion
          .computeIfAbsent(
              text(row, "analysis") + ": " + text(row, "outcome"), q -> new ArrayList<>())
          .add(row);
    }
    StringBuilder table = new StringBuilder();
    byQuestion.forEach(
        (question, own) -> {
          table.append("%n%s%n".formatted(question));
          line(table, "smallest effect (80 %)", one(own, "mde80", true));
          line(table, "expected inference", one(own, "expected-inference", true));
          line(
              table,
              "areas",
              "%s, %s of them treated, as good as %s equal ones"
                  .formatted(
                      one(own, "areas", false),
                      one(own, "treated-areas", false),
                      one(own, "effective-areas", false)));
          line(table, "adopters by cohort", several(own, "adopters", "cohort "));
          line(table, "adopters by area", several(own, "adopters", "area "));
          line(table, "overlap", one(own, "overlap", true));
          line(table, "largest leverage", several(own, "largest-leverage", "area "));
        });
    table.append(
        "%nNothing was estimated: the smallest effect comes from the years before the programme, the start moved back into them.%n"
            .formatted());
    return table.toString();
  }

  private static void line(StringBuilder table, String name, String value) {
    if (!value.isEmpty()) {
      table.append("  %-24s %s%n".formatted(name, value));
    }
  }

  private static String one(List<Row> rows, String quantity, boolean detailed) {
    for (Row row : rows) {
      if (text(row, "quantity").equals(quantity) && text(row, "subject").equals(ALL)) {
        boolean valued = row.getAs("value") != null;
        String value = valued ? number(row) : "–";
        if (!detailed) {
          return value;
        }
        return valued ? value + "  (" + text(row, "detail") + ")" : text(row, "detail");
      }
    }
    return detailed ? "" : "–";
  }

  private static String several(List<Row> rows, String quantity, String of) {
    return String.join(
        ", ",
        rows.stream()
            .filter(r -> text(r, "quantity").equals(quantity))
            .filter(r -> text(r, "subject").startsWith(of))
            .map(r -> text(r, "subject").substring(of.length()) + " " + number(r))
            .toList());
  }

  private static String number(Row row) {
    double value = row.<Double>getAs("value");
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** An array of all rows. */
  static String asJson(List<Row> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> fields = new LinkedHashMap<>();
      FIELDS.forEach(field -> fields.put(field, row.getAs(field)));
      all.add(fields);
    }
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and strings are JSON", e);
    }
  }

  private static String text(Row row, String field) {
    return row.getAs(field);
  }
}

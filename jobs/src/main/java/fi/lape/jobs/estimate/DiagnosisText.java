package fi.lape.jobs.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fi.lape.estimators.diagnostics.DiagnosticRow;
import fi.lape.estimators.diagnostics.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Answers of a diagnostic as a table and as JSON. */
public final class DiagnosisText {
  private DiagnosisText() {}

  /** Returns the table to read on a terminal. */
  public static String table(String diagnostic, List<DiagnosticRow> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%s: %s%n%n%-28s %10s %6s %12s  %s%n",
            diagnostic,
            Diagnostics.of(diagnostic).question(),
            "quantity",
            "at",
            "event",
            "value",
            "interval"));
    for (DiagnosticRow row : rows) {
      String interval =
          row.low().isPresent() || row.high().isPresent()
              ? number(row.low()) + " … " + number(row.high())
              : row.word().orElse("");
      text.append(
          String.format(
              "%-28s %10s %6s %12s  %s%n",
              row.quantity(),
              number(row.at()),
              whole(row.eventTime()),
              number(row.value()),
              interval));
    }
    return text.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "";
  }

  private static String whole(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
  }

  /** Returns a JSON array of objects; what does not apply is null. */
  public static String json(String diagnostic, String method, List<DiagnosticRow> rows) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (DiagnosticRow row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("diagnostic", diagnostic);
      object.put("method", method);
      object.put("quantity", row.quantity());
      object.put("at", boxed(row.at()));
      object.put("event_time", row.eventTime().isPresent() ? row.eventTime().getAsInt() : null);
      object.put("value", boxed(row.value()));
      object.put("low", boxed(row.low()));
      object.put("high", boxed(row.high()));
      object.put("word", row.word().orElse(null));
      objects.add(object);
    }
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(objects)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and strings are JSON", e);
    }
  }

  private static Object boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}

package fi.lape.jobs.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fi.lape.estimators.diagnostics.DiagnosticRow;
import fi.lape.estimators.diagnostics.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Answers of a diagnostic as a table and as JSON. */
public final class DiagnosisText {
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("estimate", "the effect looked at, as if trends were parallel"),
          Map.entry("interval-if-parallel", "its usual interval"),
          Map.entry(
              "honest-interval",
              "holds the effect as long as trends differ by no more than the bound in 'at'"),
          Map.entry("identified-set", "the same without sampling error"),
          Map.entry("breakdown", "the smallest bound at which the honest interval holds 0"),
          Map.entry(
              "wald-statistic",
              "joint test that all estimates before adoption are 0, as chi-squared"),
          Map.entry("wald-p-value", "its p-value; a large one is no proof of parallel trends"),
          Map.entry(
              "size-of-the-test",
              "the usual look at each estimate before adoption: chance that it rejects although there is no trend, as several are looked at"),
          Map.entry(
              "slope-for-power",
              "trend, in the outcome's unit per period, that this look finds with the chance in 'at'; smaller ones mostly pass unseen"),
          Map.entry(
              "bayes-factor",
              "how much passing should lower the belief in that trend: near 1 passing says nothing"),
          Map.entry(
              "likelihood-ratio", "how much better than no trend that trend fits: below 1 worse"),
          Map.entry("bias", "what that trend would add to the estimate at an event time"),
          Map.entry(
              "bias-after-passing", "the same among those who looked, saw nothing and went on"),
          Map.entry(
              "minimum-detectable-effect", "effect at an event time found with 80 % power at 5 %"));

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
    text.append(String.format("%n"));
    Set<String> quantities = new LinkedHashSet<>();
    rows.forEach(row -> quantities.add(row.quantity()));
    for (String quantity : quantities) {
      meaning(quantity).ifPresent(words -> text.append("%s: %s.%n".formatted(quantity, words)));
    }
    return text.toString();
  }

  private static Optional<String> meaning(String quantity) {
    return Optional.ofNullable(MEANINGS.get(quantity));
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

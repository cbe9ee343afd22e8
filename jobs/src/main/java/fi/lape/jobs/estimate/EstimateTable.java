package fi.lape.jobs.estimate;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Inferred;
import fi.lape.spark.EffectRow;
import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The numbers as a table to read on a terminal. */
public final class EstimateTable {
  private final EstimationRequest request;
  private final Estimation.Result result;

  public EstimateTable(EstimationRequest request, Estimation.Result result) {
    this.request = request;
    this.result = result;
  }

  /** Returns the table with what it rests on above, and what is not in it below. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s of '%s' on '%s': %,d units, %,d cells (%,d holes), %,d clusters (%s)%n%n",
            request.method(),
            request.columns().treatmentName(),
            request.columns().outcome(),
            result.units(),
            result.cells(),
            result.holes(),
            result.clusters(),
            request.columns().cluster().orElse("each unit its own")));
    text.append(
        String.format(
            Locale.ROOT,
            "%-28s %7s %7s %6s %12s %12s  %-27s %8s  %s%s%n",
            "estimand",
            "cohort",
            "period",
            "event",
            "estimate",
            "std. error",
            percent() + " % interval",
            "p",
            "inference",
            result.rows().stream().anyMatch(row -> row.weight().isPresent()) ? ", weight" : ""));
    result.rows().stream().filter(row -> row.estimate().isPresent()).forEach(r -> line(text, r));
    leftOut(text);
    notEstimable(text);
    return text.toString();
  }

  private static void line(StringBuilder text, EffectRow row) {
    EffectKey key = row.effect().key();
    OptionalDouble error = OptionalDouble.empty();
    String interval = row.reason().orElse("");
    String p = "";
    if (row.inferred().isPresent()) {
      Inferred inferred = row.inferred().get();
      error = inferred.standardError();
      interval = end(inferred.low(), "-∞") + " … " + end(inferred.high(), "∞");
      p = String.format(Locale.ROOT, "%.4f", inferred.pValue());
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%-28s %7s %7s %6s %12s %12s  %-27s %8s  %s%s%n",
            key.estimand(),
            whole(key.cohort()),
            whole(key.period()),
            whole(key.eventTime()),
            number(row.estimate()),
            number(error),
            interval,
            p,
            row.inference().map(i -> i.name()).orElse(""),
            row.weight().isPresent() ? ", weight " + number(row.weight()) : ""));
  }

  private String percent() {
    return BigDecimal.valueOf(request.level())
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Units that a method leaves out are said even where every number is there. */
  private void leftOut(StringBuilder text) {
    long most = 0;
    for (EffectRow row : result.rows()) {
      if (row.effect() instanceof Estimated estimated) {
        most = Math.max(most, estimated.sample().unitsLeftOut());
      }
    }
    if (most > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%,d units are left out because they are not observed in every period, as 'unbalanced' says.%n",
              most));
    }
  }

  private void notEstimable(StringBuilder text) {
    Map<String, Integer> reasons = new TreeMap<>();
    List<EffectRow> without =
        result.rows().stream().filter(row -> row.estimate().isEmpty()).toList();
    without.forEach(row -> reasons.merge(row.reason().orElseThrow(), 1, Integer::sum));
    if (!without.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%n%d not estimable:", without.size()));
      reasons.forEach((reason, count) -> text.append(" %s %d;".formatted(reason, count)));
      text.setLength(text.length() - 1);
      text.append(String.format("%n"));
    }
  }

  private static String end(OptionalDouble value, String without) {
    return value.isPresent() ? number(value) : without;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "";
  }

  private static String whole(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
  }
}

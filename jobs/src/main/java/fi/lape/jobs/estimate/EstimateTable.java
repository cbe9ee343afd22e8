package fi.lape.jobs.estimate;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.estimators.inference.Refusal;
import fi.lape.spark.EffectRow;
import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The numbers as a table to read on a terminal. */
public final class EstimateTable {
  private static final String LINE = "%-28s %7s %7s %6s %12s %12s  %-27s %8s %7s %8s %6s  %s%n";

  private final EstimationRequest request;
  private final Estimation.Result result;

  public EstimateTable(EstimationRequest request, Estimation.Result result) {
    this.request = request;
    this.result = result;
  }

  /** Returns the table with what it rests on above, and what is not in it below. */
  public String text() {
    EstimateNotes notes = new EstimateNotes(request);
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
            isClustered() ? request.columns().clusteredBy() : "each unit its own"));
    text.append(
        String.format(
            Locale.ROOT,
            LINE,
            "estimand",
            "cohort",
            "period",
            "event",
            "estimate",
            "std. error",
            percent() + " % interval",
            "p",
            "units",
            "treated",
            "G*",
            "inference" + (isTakenApart() ? ", weight" : "")));
    result.rows().stream()
        .filter(row -> row.estimate().isPresent())
        .forEach(row -> line(text, row, notes));
    String below =
        clustering()
            + notes.text()
            + withoutUncertainty()
            + notEstimable()
            + OverlapText.of(result.overlap());
    return text.append(below.isEmpty() ? "" : String.format("%n")).append(below).toString();
  }

  private boolean isClustered() {
    return request.columns().cluster().or(request.columns()::assigned).isPresent();
  }

  private boolean isTakenApart() {
    return result.rows().stream().anyMatch(row -> row.weight().isPresent());
  }

  private static void line(StringBuilder text, EffectRow row, EstimateNotes notes) {
    EffectKey key = row.effect().key();
    OptionalDouble error = OptionalDouble.empty();
    String interval = row.reason().orElse("");
    String p = "";
    String effective = "";
    if (row.inferred().isPresent()) {
      Inferred inferred = row.inferred().get();
      error = inferred.standardError();
      interval = interval(inferred);
      p = String.format(Locale.ROOT, "%.4f", inferred.pValue());
      effective = String.format(Locale.ROOT, "%.1f", inferred.clustersEffective());
    }
    String units = "";
    String treated = "";
    if (row.effect() instanceof Estimated estimated) {
      units = String.format(Locale.ROOT, "%,d", estimated.sample().units());
      treated = estimated.sample().clustersTreated() + "/" + estimated.clusters().size();
    } else if (row.effect() instanceof Stated stated) {
      units = String.format(Locale.ROOT, "%,d", stated.units());
    }
    text.append(
        String.format(
            Locale.ROOT,
            LINE,
            key.estimand(),
            whole(key.cohort()),
            whole(key.period()),
            whole(key.eventTime()),
            number(row.estimate()),
            number(error),
            interval,
            p,
            units,
            treated,
            effective,
            (row.inference().map(i -> i.name()).orElse("")
                    + (row.weight().isPresent() ? ", weight " + number(row.weight()) : "")
                    + " "
                    + notes.marks(row))
                .stripTrailing()));
  }

  private String percent() {
    return BigDecimal.valueOf(request.level())
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Nobody can see from a table of units that several of them were treated as one. */
  private String clustering() {
    if (isClustered()) {
      return "Errors are clustered by '%s'; treated: clusters with treated units/all; G*: effective clusters.%n"
          .formatted(request.columns().clusteredBy());
    }
    return "Errors are clustered by '%s', each on its own, as neither --cluster nor --assigned is named. Were several treated together, name what they have in common. Treated: treated units/all; G*: effective units.%n"
        .formatted(request.columns().unit());
  }

  /** What a refusal of the inference means, where there is a number. */
  private String withoutUncertainty() {
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    for (EffectRow row : result.rows()) {
      row.inference()
          .filter(NotInferable.class::isInstance)
          .ifPresent(i -> refusals.add(((NotInferable) i).refusal()));
    }
    StringBuilder text = new StringBuilder();
    refusals.forEach(
        refusal -> text.append("%s: %s.%n".formatted(refusal, ReasonText.of(refusal))));
    return text.toString();
  }

  private String notEstimable() {
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    for (EffectRow row : result.rows()) {
      if (row.effect() instanceof NotEstimable refused) {
        reasons.merge(refused.reason(), 1, Integer::sum);
      }
    }
    if (reasons.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    int without = reasons.values().stream().mapToInt(Integer::intValue).sum();
    text.append(String.format(Locale.ROOT, "%d not estimable:%n", without));
    reasons.forEach(
        (reason, count) ->
            text.append("  %4d %s: %s%n".formatted(count, reason, ReasonText.of(reason))));
    return allAtOnce(result, request)
        .map(all -> text + "  " + all + String.format("%n"))
        .orElseGet(text::toString);
  }

  /** Returns that all adopt in the same period, where that is why nobody can be compared. */
  public static Optional<String> allAtOnce(Estimation.Result result, EstimationRequest request) {
    Set<Integer> cohorts = new TreeSet<>();
    for (EffectRow row : result.rows()) {
      EffectKey key = row.effect().key();
      if (key.cohort().isPresent() && key.period().isPresent()) {
        boolean alone =
            row.effect() instanceof NotEstimable refused
                && refused.reason() == Reason.NO_CONTROL_UNITS;
        if (!alone) {
          return Optional.empty();
        }
        cohorts.add(key.cohort().getAsInt());
      }
    }
    return cohorts.size() == 1
        ? Optional.of(
            "there are no control units: all %,d units adopt in %d, as '%s' says."
                .formatted(
                    result.units(), cohorts.iterator().next(), request.columns().treatmentName()))
        : Optional.empty();
  }

  /** Dealing out again has no interval where a number does not measure a constant effect. */
  private static String interval(Inferred inferred) {
    boolean none = inferred.low().isEmpty() && inferred.high().isEmpty();
    return none && inferred.name().startsWith("randomization")
        ? "no interval"
        : end(inferred.low(), "-∞") + " … " + end(inferred.high(), "∞");
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

package fi.lape.jobs.estimate;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.LeftOutCells;
import fi.lape.estimators.inference.Caveat;
import fi.lape.estimators.inference.Caveats;
import fi.lape.spark.EffectRow;
import fi.lape.spark.EstimationRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Footnotes of a table: what a number leaves out, and what its uncertainty does not see. */
final class EstimateNotes {
  private final EstimationRequest request;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  EstimateNotes(EstimationRequest request) {
    this.request = request;
  }

  /** Returns the marks of a row, such as {@code [1][3]}; new notes are kept for the end. */
  String marks(EffectRow row) {
    StringBuilder marks = new StringBuilder();
    if (row.inferred().isPresent()) {
      for (Caveat caveat : Caveat.values()) {
        if (row.caveats().contains(caveat)) {
          marks.append(mark(text(caveat, row)));
        }
      }
    }
    if (row.effect() instanceof Estimated estimated) {
      List<String> without = row.without().stream().map(LeftOutCells.Missing::words).toList();
      if (!without.isEmpty()) {
        marks.append(mark("without " + String.join("; ", without)));
      }
      long leftOut = estimated.sample().unitsLeftOut();
      if (leftOut > 0) {
        marks.append(mark(leftOut(leftOut)));
      }
    }
    return marks.toString();
  }

  private String mark(String note) {
    return "[" + numbers.computeIfAbsent(note, n -> numbers.size() + 1) + "]";
  }

  private String leftOut(long units) {
    boolean incomplete = "complete-units".equals(request.settings().get("unbalanced"));
    return String.format(
        Locale.ROOT,
        incomplete
            ? "%,d units are left out because they are not observed in every period, as 'unbalanced' says"
            : "%,d units are left out because the method has no use for them ('lape methods' names its page)",
        units);
  }

  private static String text(Caveat caveat, EffectRow row) {
    String name = row.inference().map(i -> i.name()).orElse("");
    int clusters = row.inference().map(i -> i.clusters()).orElse(0);
    int treated =
        row.effect() instanceof Estimated estimated ? estimated.sample().clustersTreated() : 0;
    return switch (caveat) {
      case NO_SMALL_SAMPLE_FACTOR ->
          String.format(
              Locale.ROOT,
              "NOT_VALID: '%s' has no factor for few clusters. With %d of them a test at 5 %% rejects some %.0f %% of true hypotheses even where clusters are alike. Take --inference wild-cluster, cr3 or randomization",
              name,
              clusters,
              100 * Caveats.rejected(clusters));
      case RESTS_ON_ONE_CLUSTER ->
          "NOT_VALID: without one of the clusters there is no such number (%s). The residuals of that cluster sum to 0, and '%s' does not see its error. Take --inference randomization"
              .formatted(treated == 1 ? "only one is treated" : "it decides alone", name);
      case HARDLY_EVER_REJECTS ->
          "CONSERVATIVE: without one of the clusters there is no such number (%s). '%s' hardly ever rejects then. Take --inference randomization"
              .formatted(treated == 1 ? "only one is treated" : "it decides alone", name);
      case FEW_TREATED_CLUSTERS ->
          "only %d of %d clusters are treated, and errors such as '%s' are too small then (18.8 %% of true hypotheses rejected at 5 %% with 3 of 19). Take --inference randomization, or compare with cr3"
              .formatted(treated, clusters, name);
    };
  }

  /** Returns the notes, one a line, in the order of their numbers. */
  String text() {
    StringBuilder text = new StringBuilder();
    numbers.forEach((note, number) -> text.append("[%d] %s.%n".formatted(number, note)));
    return text.toString();
  }
}

package fi.lape.jobs.plan;

import fi.lape.estimators.Methods;
import fi.lape.estimators.inference.Inferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The words a plan may use for methods, inferences, corrections and diagnostics. */
final class PlanWords {
  static final String BY_DESIGN = "by-design";

  /** The corrections for several tests that are there. */
  static final Set<String> CORRECTIONS = Set.of("holm", "romano-wolf");

  /** The measures of a dose that are there. */
  static final Set<String> DOSES =
      Set.of(
          "component-coverage",
          "grant-eur-per-child",
          "programme-eur-per-child",
          "spending-eur-per-child",
          "staff-per-1000-children");

  /** The measures that are known by municipality: money and staff are by area in all sources. */
  static final Set<String> MUNICIPAL_DOSES = Set.of("component-coverage");

  /** Known, and refused: its donors would have to be untreated, and all areas were in. */
  static final String SYNTHETIC_CONTROL = "synthetic-control";

  /** Methods of the field that are not built yet; an analysis answers that in its own row. */
  private static final List<String> PLANNED_METHODS = List.of(SYNTHETIC_CONTROL);

  /** Diagnostics that every analysis they suit comes with. */
  static final Set<String> DIAGNOSTICS =
      Set.of(
          "adopters-by-area",
          "adopters-by-cohort",
          "areas-pooled",
          "autocorrelation",
          "chosen-together",
          "concurrent-reform",
          "contamination-weights",
          "count-overdispersion",
          "count-separated-rows",
          "count-units-without-events",
          "cr1-p-value",
          "cr1-std-error",
          "dose-leverage",
          "dose-weight",
          "forecast-error",
          "heterogeneity",
          "hidden-cells",
          "honest-did",
          "hidden-child-share",
          "inference",
          "inference-size",
          "largest-influence",
          "leave-one-area-out",
          "municipalities-left-out",
          "negative-control",
          "negative-own-weights",
          "placebo-years",
          "pre-trend",
          "refusal",
          "suppressed-at-0",
          "suppressed-at-4",
          "suppressed-bounds",
          "suppressed-cell-bounds-high",
          "suppressed-cell-bounds-low",
          "treated-areas",
          "unit-leverage",
          "pretrend-power",
          "quasi-untreated",
          "yatchew-linearity",
          "years-left-out");

  /** Diagnostics of the specification curve, which is drawn when the estimates are there. */
  static final Set<String> AFTERWARDS =
      Set.of(
          "negative-control-runs-significant",
          "placebo-runs-significant",
          "specification-median",
          "specification-runs",
          "specification-sign-flips",
          "specification-significant");

  /** Diagnostics of the field that are not built yet; requiring one withholds the numbers. */
  private static final List<String> PLANNED_DIAGNOSTICS = List.of("honest-did", "pretrend-power");

  private PlanWords() {}

  /** The method of this version with a name, if it is there. */
  static Optional<Methods> built(String method) {
    return Arrays.stream(Methods.values()).filter(m -> m.word().equals(method)).findFirst();
  }

  /** Whether the analyses of a plan can be made by a method: a plan has what it must be told. */
  static boolean isForPlans(Methods method) {
    return switch (method.needs()) {
      case ADOPTION, ADOPTION_OR_TREATMENT, ADOPTION_AND_EXPOSURE, DOSE, UNIT_DOSE -> true;
      case TREATMENT -> false; // no treatment of a plan rises and falls
    };
  }

  /** Methods a plan may name. */
  static Set<String> methods() {
    Set<String> words = new TreeSet<>(PLANNED_METHODS);
    Arrays.stream(Methods.values()).map(Methods::word).forEach(words::add);
    words.addAll(AreaMethods.WORDS);
    return words;
  }

  /** Inferences a plan may name; no other is put in the place of one that is not there. */
  static Set<String> inferences() {
    Set<String> words = new TreeSet<>(Inferences.names());
    words.add(BY_DESIGN);
    return words;
  }

  /** Diagnostics a plan may require or waive. */
  static Set<String> diagnostics() {
    List<String> words = new ArrayList<>(PLANNED_DIAGNOSTICS);
    words.addAll(DIAGNOSTICS);
    return new TreeSet<>(words);
  }
}

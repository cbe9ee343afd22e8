package fi.lape.jobs.analysis;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.inference.EffectiveClusters;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.Mde;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.estimators.inference.WildClusterTest;
import fi.lape.jobs.plan.StudyPlan;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Chooses the inference by the design, as the study plan's {@code by-design} means it: the exactly
 * enumerated restricted wild cluster test for doses and staggered adoption, with the jackknife's
 * standard error beside it. Where fewer than six areas are treated that test is not suitable: the
 * jackknife's interval is given and not claimed to be valid.
 */
public final class DesignInference {
  public static final String BY_DESIGN = "by-design";

  private static final Inference CR1 = Inferences.of("cr1");
  private static final Inference CR3 = Inferences.of("cr3");
  private static final Inference WILD = Inferences.of("wild-cluster");

  // The jackknife scores of so few treated clusters say little of their errors.
  private static final int FEWEST_TREATED = 6;

  private final String wanted;

  public DesignInference(StudyPlan.Analysis analysis) {
    wanted = analysis.inference();
  }

  /** With fewer treated areas the wild cluster test is not suitable. */
  public static int fewestTreated() {
    return FEWEST_TREATED;
  }

  /** Whether so few areas are treated that the wild cluster test is not suitable. */
  public static boolean tooFewTreated(Estimated estimated) {
    return estimated.sample().clustersTreated() < FEWEST_TREATED;
  }

  /** The uncertainty of a number that answers something. */
  public Uncertainty of(Estimated estimated) {
    return describe(estimated, choose(estimated));
  }

  /**
   * The same for one of many runs: the ends of a wild cluster interval are found to within a
   * thousandth of a standard error, all else is the same.
   */
  public Uncertainty closely(Estimated estimated) {
    Inference chosen = choose(estimated);
    return describe(
        estimated,
        chosen,
        () ->
            chosen instanceof WildClusterTest wild
                ? wild.inferClosely(estimated, Uncertainty.LEVEL)
                : chosen.infer(estimated, Uncertainty.LEVEL));
  }

  /** The uncertainty of a part of an answer, such as one cohort in one year: the jackknife's. */
  public Uncertainty ofPart(Estimated estimated) {
    return describe(
        estimated, wanted.equals(BY_DESIGN) && isRegression(estimated) ? CR3 : choose(estimated));
  }

  /**
   * The uncertainty that a method states itself. It takes every unit to be independent: with shocks
   * that the municipalities of an area share, nominal 95 % intervals were measured to hold the
   * truth in as few as 61 % of draws, so they are not valid until the design at hand shows
   * otherwise.
   */
  public static Uncertainty ofStated(Stated stated) {
    OptionalDouble none = OptionalDouble.empty();
    return new Uncertainty(
        stated.inference(),
        OptionalDouble.of(stated.standardError()),
        OptionalDouble.of(stated.low()),
        OptionalDouble.of(stated.high()),
        OptionalDouble.of(stated.pValue()),
        none,
        OptionalDouble.of((double) stated.units()),
        OptionalDouble.of(Mde.at80(stated.standardError(), none, Uncertainty.LEVEL)),
        "NOT_VALID",
        "");
  }

  /** The usual cluster-robust result, to be shown beside. */
  public static InferenceResult usual(Estimated estimated) {
    return CR1.infer(estimated, Uncertainty.LEVEL);
  }

  /** Counts are none: their wild test redraws scores, and their error is the sandwich's. */
  private static boolean isRegression(Estimated estimated) {
    return estimated.regression().isPresent();
  }

  private Inference choose(Estimated estimated) {
    return choose(wanted, estimated);
  }

  /** The inference of a number that answers something: the one named, or the design's. */
  public static Inference choose(String wanted, Estimated estimated) {
    if (wanted.equals(BY_DESIGN)) {
      return tooFewTreated(estimated) && isRegression(estimated) ? CR3 : WILD;
    }
    return Inferences.of(wanted);
  }

  private Uncertainty describe(Estimated estimated, Inference inference) {
    return describe(estimated, inference, () -> inference.infer(estimated, Uncertainty.LEVEL));
  }

  private Uncertainty describe(
      Estimated estimated, Inference inference, Supplier<InferenceResult> answer) {
    InferenceResult jackknife =
        (isRegression(estimated) ? CR3 : CR1).infer(estimated, Uncertainty.LEVEL);
    OptionalDouble error = OptionalDouble.empty();
    OptionalDouble dof = OptionalDouble.empty();
    OptionalDouble mde = OptionalDouble.empty();
    if (jackknife instanceof Inferred j && j.standardError().isPresent()) {
      error = j.standardError();
      dof = j.dof();
      mde = OptionalDouble.of(Mde.at80(error.getAsDouble(), dof, Uncertainty.LEVEL));
    }
    OptionalDouble effective = OptionalDouble.of(EffectiveClusters.of(estimated));
    InferenceResult result = inference.name().equals(jackknife.name()) ? jackknife : answer.get();
    if (result instanceof Inferred i) {
      return new Uncertainty(
          i.name(),
          error,
          i.low(),
          i.high(),
          OptionalDouble.of(i.pValue()),
          dof,
          effective,
          mde,
          "NOT_EVALUATED",
          "");
    }
    String refusal = result instanceof NotInferable n ? n.refusal().name() : "";
    OptionalDouble none = OptionalDouble.empty();
    return new Uncertainty(
        result.name(), error, none, none, none, dof, effective, mde, "NOT_EVALUATED", refusal);
  }
}

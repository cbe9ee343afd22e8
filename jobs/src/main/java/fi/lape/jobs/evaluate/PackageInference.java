package fi.lape.jobs.evaluate;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.ProfileRegression;
import fi.lape.estimators.inference.EffectiveClusters;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.Mde;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.estimators.inference.ProfileRandomization;
import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.estimators.settings.SettingWords;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.plan.AreaMethods;
import java.util.OptionalDouble;

/**
 * The uncertainty of a comparison of packages: as designed, what areas chose is dealt out again,
 * with the jackknife's standard error beside it.
 */
final class PackageInference {
  // The measured design: 19 areas, three of which chose; 5.1 % rejections of a nominal 5 % test.
  private static final int FEWEST_AREAS = 15;
  private static final int MOST_AREAS = 24;
  private static final int FEWEST_ON_A_SIDE = 3;

  private PackageInference() {}

  /** The settings of the plan: the same arrangements for every number of the study. */
  static ProfileRandomization randomization(Question question) {
    SettingWords words = AreaMethods.words(question.analysis());
    ProfileRandomization.Settings s = ProfileRandomization.Settings.DEFAULTS;
    return new ProfileRandomization(
        new ProfileRandomization.Settings(
            words.whole("most_enumerated").orElse(s.mostEnumerated()),
            words.whole("draws").orElse(s.draws()),
            question.plan().seed()));
  }

  static Uncertainty of(
      Question question, ProfileRegression regression, Estimated estimated, String method) {
    if (!question.analysis().inference().equals(DesignInference.BY_DESIGN)) {
      return question.inference().of(estimated);
    }
    InferenceResult jackknife = Inferences.of("cr3").infer(estimated, Uncertainty.LEVEL);
    OptionalDouble error = OptionalDouble.empty();
    OptionalDouble dof = OptionalDouble.empty();
    OptionalDouble mde = OptionalDouble.empty();
    if (jackknife instanceof Inferred j && j.standardError().isPresent()) {
      error = j.standardError();
      dof = j.dof();
      mde = OptionalDouble.of(Mde.at80(error.getAsDouble(), dof, Uncertainty.LEVEL));
    }
    OptionalDouble effective = OptionalDouble.of(EffectiveClusters.of(estimated));
    InferenceResult result = randomization(question).infer(regression, Uncertainty.LEVEL);
    OptionalDouble none = OptionalDouble.empty();
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
          status(estimated, method),
          "");
    }
    String refusal = result instanceof NotInferable n ? n.refusal().name() : "";
    return new Uncertainty(
        result.name(), error, none, none, none, dof, effective, mde, "NOT_EVALUATED", refusal);
  }

  /** Of one package the test is exact under the hypothesis; of several it was not measured. */
  private static String status(Estimated estimated, String method) {
    int areas = estimated.clusters().size();
    int chose = estimated.sample().clustersTreated();
    boolean measured = areas >= FEWEST_AREAS && areas <= MOST_AREAS;
    boolean balanced = chose >= FEWEST_ON_A_SIDE && areas - chose >= FEWEST_ON_A_SIDE;
    return measured && balanced && method.equals(PackageAssociation.CONTRAST)
        ? "VALID"
        : "NOT_EVALUATED";
  }
}

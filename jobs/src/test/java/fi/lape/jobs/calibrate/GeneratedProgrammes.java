package fi.lape.jobs.calibrate;

import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.Mde;
import fi.lape.estimators.inference.WildClusterTest;
import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.samples.SampleSettings;
import fi.lape.samples.SampleStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Studies of generated programmes, each with its own seed: the headline of the bundled plan and the
 * tests of its family, on what is published of the programme. Local, without files.
 */
final class GeneratedProgrammes {
  private static final int FIRST_YEAR = 2010;
  private static final int LAST_YEAR = 2021;
  private static final int LAST_CLEAN_YEAR = 2016;
  private static final long FIRST_SEED = 41_000;

  private GeneratedProgrammes() {}

  /**
   * What a study found of the effect of family centres on new placements.
   *
   * @param pOfTruth p-value of the planted truth, by the test that the interval inverts
   * @param family p-values of the headline family: that effect, and the dose on three outcomes
   */
  record Found(
      double truth, double estimate, double mde80, double p, double pOfTruth, List<Double> family) {
    boolean covers() {
      return pOfTruth > Uncertainty.ALPHA;
    }

    /** Whether Holm's correction rejects anything: its smallest p-value decides. */
    boolean familyRejects() {
      return family.stream().mapToDouble(p -> p).min().orElse(1) * family.size()
          <= Uncertainty.ALPHA;
    }
  }

  /** Studies of as many programmes with a relative effect of family centres. */
  static List<Found> study(int programmes, double effect) {
    return IntStream.range(0, programmes)
        .parallel()
        .mapToObj(
            i ->
                study(
                    SampleStudy.of(
                        SampleSettings.standard()
                            .withSeed(FIRST_SEED + i)
                            .withFamilyCentreEffect(effect))))
        .toList();
  }

  private static Found study(SampleStudy study) {
    GroupTimeSettings settings =
        GroupTimeSettings.of(Map.of("controls", "not-yet-treated", "base", "varying"))
            .withAggregations(Set.of(Aggregation.SIMPLE));
    Estimated headline =
        (Estimated)
            new GroupTimeAtt(settings)
                .effect(
                    moments(study, SampleStudy.Place::newPlacements, true),
                    EffectKey.of("att-simple"))
                .orElseThrow();
    DoubleUnaryOperator test = test(headline);
    Inferred jackknife = (Inferred) Inferences.of("cr3").infer(headline, Uncertainty.LEVEL);
    List<Double> family = new ArrayList<>(List.of(test.applyAsDouble(0)));
    family.add(dose(study, SampleStudy.Place::newPlacements));
    family.add(dose(study, SampleStudy.Place::placedShare));
    family.add(dose(study, SampleStudy.Place::careCost));
    return new Found(
        study.truth(),
        headline.estimate(),
        Mde.at80(jackknife.standardError().orElseThrow(), jackknife.dof(), Uncertainty.LEVEL),
        test.applyAsDouble(0),
        test.applyAsDouble(study.truth()),
        family);
  }

  private static double dose(SampleStudy study, Function<SampleStudy.Place, List<Double>> outcome) {
    List<Integer> years =
        IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
            .filter(year -> year != LAST_CLEAN_YEAR)
            .boxed()
            .toList();
    Estimated slope =
        (Estimated)
            new DoseRegression(
                    new DoseSettings(LAST_CLEAN_YEAR, years, RegressionWeights.PANEL),
                    study.grantPerChild())
                .effect(moments(study, outcome, false), EffectKey.of(DoseRegression.OVERALL))
                .orElseThrow();
    return test(slope).applyAsDouble(0);
  }

  private static DoubleUnaryOperator test(Estimated estimated) {
    Inference chosen = DesignInference.choose(DesignInference.BY_DESIGN, estimated);
    return ((WildClusterTest) chosen).exactPValues(estimated).orElseThrow();
  }

  private static PanelMoments moments(
      SampleStudy study, Function<SampleStudy.Place, List<Double>> outcome, boolean adoption) {
    MomentsBuilder builder =
        new MomentsBuilder(IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR).toArray());
    for (SampleStudy.Place place : study.municipalities()) {
      int cohort = adoption ? place.opened().orElse(Panel.NEVER) : Panel.NEVER;
      double[] values = outcome.apply(place).stream().mapToDouble(v -> v).toArray();
      builder.add(place.area(), cohort, place.weight(), values);
    }
    return builder.build();
  }

  /** Median of the smallest effects the studies would have found. */
  static double medianMde(List<Found> studies) {
    double[] sorted = studies.stream().mapToDouble(Found::mde80).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}

package fi.lape.estimators;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.BasePeriod;
import fi.lape.estimators.did.CohortRegressionSettings;
import fi.lape.estimators.did.Etwfe;
import fi.lape.estimators.did.GoodmanBacon;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.Imputation;
import fi.lape.estimators.did.ImputationSettings;
import fi.lape.estimators.did.SunAbraham;
import fi.lape.estimators.did.TwoStage;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.did.TwoWaySettings;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.estimators.inference.Refusal;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small, odd panels: a finite number or a named refusal, never anything else. */
class AnyPanelTest {
  private static final int[] COHORTS = {
    2005, 2010, 2011, 2012, 2014, 2016, 2017, 2030, Panel.NEVER, Panel.NEVER
  };

  @Test
  void everyPanelGivesNumbersOrNames() {
    Random random = new Random(2016);
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    int estimated = 0;
    for (int round = 0; round < 800; round++) {
      PanelMoments moments = PanelMoments.of(panel(random));
      for (Estimator estimator : estimators(random, moments)) {
        for (Effect effect : estimator.fit(moments).effects()) {
          if (effect instanceof NotEstimable refused) {
            reasons.add(refused.reason());
          } else if (effect instanceof Estimated e) {
            estimated++;
            check(e, refusals);
          }
        }
      }
    }
    assertThat(estimated).isGreaterThan(5_000);
    // what only methods on units say is seen where they are tested
    assertThat(reasons)
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(
                    Reason.BANDWIDTH_NOT_DETERMINED,
                    Reason.TOO_FEW_DIFFERENT_DOSES,
                    Reason.GROUP_TOO_SMALL,
                    Reason.NO_EVENTS,
                    Reason.NO_OVERLAP,
                    Reason.SINGULAR_DESIGN)));
    assertThat(refusals).contains(Refusal.TOO_FEW_CLUSTERS, Refusal.RESTS_ON_ONE_CLUSTER);
    assertThat(refusals).contains(Refusal.NO_DEGREES_OF_FREEDOM, Refusal.NO_RESIDUAL_VARIATION);
  }

  private static Panel panel(Random random) {
    int units = 1 + random.nextInt(14);
    int[] cohorts = new int[1 + random.nextInt(4)];
    for (int j = 0; j < cohorts.length; j++) {
      cohorts[j] = COHORTS[random.nextInt(COHORTS.length)];
    }
    return RandomPanel.of(units, 1 + random.nextInt(6), cohorts, random.nextLong());
  }

  private static List<Estimator> estimators(Random random, PanelMoments moments) {
    Map<String, Double> dose = new HashMap<>();
    int kinds = 1 + random.nextInt(4);
    for (String cluster : moments.clusters()) {
      dose.put(cluster, (double) random.nextInt(kinds));
    }
    return List.of(
        new GroupTimeAtt(
            GroupTimeSettings.DEFAULTS
                .withAnticipation(random.nextInt(3))
                .withBase(random.nextBoolean() ? BasePeriod.VARYING : BasePeriod.UNIVERSAL)),
        new TwoWayFixedEffects(),
        new GoodmanBacon(),
        new TwoWayFixedEffects(TwoWaySettings.EVENT_STUDY),
        new Imputation(
            ImputationSettings.imputation(Map.of("aggregate", "group", "pretrends", "2"))),
        new TwoStage(ImputationSettings.twoStage(Map.of("aggregate", "simple"))),
        new SunAbraham(
            CohortRegressionSettings.sunAbraham(
                Map.of("aggregate", "simple", "anticipation", "" + random.nextInt(3)))),
        new Etwfe(
            CohortRegressionSettings.etwfe(
                Map.of("aggregate", "calendar", "anticipation", "" + random.nextInt(3)))),
        new DoseRegression(
            new DoseSettings(2012, List.of(2011, 2014), RegressionWeights.PANEL), dose));
  }

  private static void check(Estimated effect, Set<Refusal> refusals) {
    assertThat(effect.influence().sumOfSquares()).isFinite();
    for (String name : Inferences.names()) {
      Inference inference = Inferences.of(name);
      InferenceResult result = inference.infer(effect, 0.95);
      if (result instanceof NotInferable refused) {
        refusals.add(refused.refusal());
      } else if (result instanceof Inferred inferred) {
        String what = name + " of " + effect.key();
        inferred.standardError().ifPresent(e -> assertThat(e).as(what).isPositive().isFinite());
        inferred.low().ifPresent(l -> assertThat(l).as(what).isFinite());
        inferred.high().ifPresent(h -> assertThat(h).as(what).isFinite());
        assertThat(inferred.pValue()).as(what).isBetween(0.0, 1.0);
        assertThat(inferred.clustersEffective())
            .as(what)
            .isBetween(0.99, inferred.clusters() + 1e-9);
      }
    }
  }
}

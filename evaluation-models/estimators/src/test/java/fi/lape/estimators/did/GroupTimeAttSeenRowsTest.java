package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws with holes and no covariates: a regression of the rows seen on their groups. */
class GroupTimeAttSeenRowsTest extends GroupTimeAttCrossSectionsTest {
  @Override
  protected List<PanelEstimator> estimators() {
    List<PanelEstimator> estimators = new ArrayList<>();
    GroupTimeSettings settings =
        GroupTimeSettings.DEFAULTS.withUnbalanced(Unbalanced.REPEATED_CROSS_SECTIONS);
    for (Controls controls : Controls.values()) {
      for (BasePeriod base : BasePeriod.values()) {
        estimators.add(new GroupTimeAtt(settings.withControls(controls).withBase(base)));
      }
    }
    return estimators;
  }

  @Override
  protected Panel panel() {
    return CovariatePanel.withHoles(RandomPanel.of(60, 6, CovariatePanel.COHORTS, 8), 9);
  }

  @Test
  void theRegressionIsTheEstimateAndItsScoresAreTheInfluence() {
    Panel panel = panel();
    for (PanelEstimator estimator : estimators()) {
      for (Estimated effect : estimator.fit(panel).estimated()) {
        ClusterRegression regression = effect.regression().orElseThrow();
        String what = what(estimator, effect);
        assertThat(regression.estimate()).as(what).isCloseTo(effect.estimate(), within(1e-10));
        if (!hasShares(effect.key())) {
          double[] scores = regression.clusterInfluence();
          double[] sums = effect.influence().clusterSums();
          for (int k = 0; k < scores.length; k++) {
            int place = effect.influence().clusters().indexOf(regression.clusters().get(k));
            assertThat(scores[k])
                .as(what)
                .isCloseTo(sums[place] / effect.influence().units(), within(1e-10));
          }
        }
      }
    }
  }

  @Test
  void everyInferenceByClustersApplies() {
    Estimated effect =
        (Estimated)
            estimators().get(0).fit(panel()).effect(EffectKey.of("att-simple")).orElseThrow();
    for (String name : List.of("cr1", "cr2", "cr3", "wild-cluster")) {
      Inference inference = Inferences.of(name);
      assertThat(inference.infer(effect, 0.95)).as(name).isInstanceOf(Inferred.class);
    }
  }
}

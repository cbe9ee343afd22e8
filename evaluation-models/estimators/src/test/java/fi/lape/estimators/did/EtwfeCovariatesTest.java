package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** ETWFE with holes and a covariate. */
class EtwfeCovariatesTest extends PanelEstimatorLaws {
  private static final CohortRegressionSettings SETTINGS =
      CohortRegressionSettings.ETWFE.withShares(Shares.ESTIMATED);

  @Override
  protected List<PanelEstimator> estimators() {
    return List.of(new Etwfe(SETTINGS), new Etwfe(SETTINGS.withControls(Controls.NEVER_TREATED)));
  }

  private static Panel balanced() {
    return RandomPanel.of(72, 6, new int[] {2013, 2015, Panel.NEVER}, 12);
  }

  @Override
  protected Panel panel() {
    return Holes.withCovariates(Holes.scattered(balanced(), 4), false, 5);
  }

  @Override
  protected Optional<Panel> poisoned() {
    return Optional.empty();
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return false;
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return true; // the mean covariates of a cohort are estimated too
  }

  /** The effect is {@code size} at the mean covariate of a cohort, and trends differ by it. */
  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    CenteredCovariates centred = new CenteredCovariates(panel, RegressionData.of(panel).observed());
    Map<Integer, Column.Value> at = new TreeMap<>();
    for (int g : List.of(2013, 2015)) {
      for (int t = 0; t < 7; t++) {
        at.put(10 * g + t, centred.inCell(new CohortCell(g, t, 2010 + t)).get(0).value());
      }
    }
    return Edit.outcomes(
        panel,
        (i, t, y) -> {
          double base = 3 * (i % 7) + 2.5 * t + 0.3 * t * panel.covariate(i, t, 0);
          return panel.cohort(i) <= 2010 + t
              ? base + size + 0.8 * at.get(10 * panel.cohort(i) + t).at(i, t)
              : base;
        });
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().orElse(0) >= 0;
  }

  @Test
  void agreesWithDummiesForEveryUnitAndPeriod() {
    for (Controls controls : Controls.values()) {
      Panel panel = panel();
      Map<EffectKey, Double> dense = DenseEtwfe.cells(panel, controls);
      int compared = 0;
      for (Estimated effect : new Etwfe(SETTINGS.withControls(controls)).fit(panel).estimated()) {
        if (effect.key().estimand().equals("att-gt")) {
          assertThat(effect.estimate())
              .as("%s", effect.key())
              .isCloseTo(dense.get(effect.key()), within(1e-10));
          compared++;
        }
      }
      assertThat(compared).isEqualTo(dense.size());
    }
  }

  /** With covariates that do not change and no holes, cohort effects do what unit effects do. */
  @Test
  void cohortEffectsGiveTheSamePoints() {
    Panel panel = Holes.withCovariates(balanced(), false, 5);
    for (Controls controls : Controls.values()) {
      CohortRegressionSettings settings = SETTINGS.withControls(controls);
      for (Estimated effect : new Etwfe(settings).fit(panel).estimated()) {
        Estimated twin =
            same(new Etwfe(settings.withEffects(AbsorbedEffects.COHORT)).fit(panel), effect);
        assertThat(twin.estimate()).isCloseTo(effect.estimate(), within(1e-10));
        assertThat(twin.influence().clusterSums())
            .usingComparatorWithPrecision(1e-8)
            .containsExactly(effect.influence().clusterSums());
      }
    }
  }

  @Test
  void aCovariateThatChangesIsRefused() {
    Panel panel = Holes.withCovariates(balanced(), true, 5);
    assertThatThrownBy(() -> new Etwfe(SETTINGS).fit(panel))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("UNIT_NOT_CONSTANT: 'x' changes over time in 72 units");
  }
}

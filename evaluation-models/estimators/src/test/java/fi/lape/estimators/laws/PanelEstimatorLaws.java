package fi.lape.estimators.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.Influence;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.linalg.SymmetricEigen;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Laws of every method; a test class of a method extends this and gives what is particular. */
public abstract class PanelEstimatorLaws {
  protected static final double ROUNDING = 1e-9; // outcomes near 50: 1e-14 a sum, some hundred sums

  /** Returns the estimators the laws are checked for. */
  protected abstract List<? extends PanelEstimator> estimators();

  /** Returns a panel with noise on which they have something to estimate. */
  protected abstract Panel panel();

  /**
   * Returns the panel with outcomes poisoned that the effects {@link #unpoisoned} do not use; empty
   * for a method that uses every outcome.
   */
  protected abstract Optional<Panel> poisoned();

  /** Whether an effect must not move when the panel is poisoned. */
  protected abstract boolean unpoisoned(EffectKey key);

  /** Whether an effect has cohort shares that are estimated. */
  protected abstract boolean hasShares(EffectKey key);

  /** Returns the panel of {@link #panel} without noise, every effect being {@code size}. */
  protected abstract Panel exact(double size);

  /** Whether an effect is {@code size} in {@link #exact}, and 0 otherwise. */
  protected abstract boolean isAfter(EffectKey key);

  private static Fit fit(PanelEstimator estimator, Panel panel) {
    return estimator.fit(panel);
  }

  protected static Estimated same(Fit fit, Estimated like) {
    return (Estimated) fit.effect(like.key()).orElseThrow();
  }

  protected static String what(PanelEstimator estimator, Estimated effect) {
    return estimator.method() + " " + effect.key();
  }

  @Test
  public void influenceOfAUnitIsTheDerivativeOfTheEstimateInItsWeight() {
    double h = 1e-5; // relative step; truncation O(h²), rounding O(1e-14/h)
    Panel panel = panel();
    for (PanelEstimator estimator : estimators()) {
      Fit fit = fit(estimator, panel);
      for (int i = 0; i < panel.size(); i++) {
        Fit up = fit(estimator, Edit.weight(panel, i, 1 + h));
        Fit down = fit(estimator, Edit.weight(panel, i, 1 - h));
        for (Estimated effect : fit.estimated()) {
          double slope = (same(up, effect).estimate() - same(down, effect).estimate()) / (2 * h);
          assertThat(influence(effect, panel, i) / effect.influence().units())
              .as("%s of unit %s", what(estimator, effect), panel.id(i))
              .isCloseTo(slope, within(1e-7));
        }
      }
    }
  }

  /** Returns ψ of unit i; a method whose units are the clusters overrides this. */
  protected double influence(Estimated effect, Panel panel, int i) {
    if (effect.influence() instanceof UnitInfluence units) {
      return units.of(i);
    }
    return ((MomentInfluence) effect.influence())
        .of(panel.cohort(i), panel.weight(i), panel.outcomes(i));
  }

  @Test
  public void influenceSumsToZeroAndItsMomentsAreThoseOfTheUnits() {
    Panel panel = panel();
    for (PanelEstimator estimator : estimators()) {
      for (Estimated effect : fit(estimator, panel).estimated()) {
        double sum = 0;
        double squares = 0;
        double[] clusters = new double[effect.influence().clusters().size()];
        for (int i = 0; i < panel.size(); i++) {
          double psi = influence(effect, panel, i);
          sum += psi;
          squares += psi * psi;
          clusters[effect.influence().clusters().indexOf(panel.cluster(i))] += psi;
        }
        String what = what(estimator, effect);
        assertThat(sum).as(what).isCloseTo(0, within(1e-8));
        assertThat(effect.influence().sumOfSquares() / squares)
            .as(what)
            .isCloseTo(1, within(1e-10));
        assertThat(effect.influence().clusterSums())
            .as(what)
            .usingComparatorWithPrecision(1e-8)
            .containsExactly(clusters);
      }
    }
  }

  /** The full covariance of all effects of a method, by unit and by cluster. */
  @Test
  public void theCovarianceOfAllEffectsIsPositiveSemiDefinite() {
    for (PanelEstimator estimator : estimators()) {
      List<Estimated> effects = fit(estimator, panel()).estimated();
      double[][] byUnit = new double[effects.size()][effects.size()];
      double[][] byCluster = new double[effects.size()][effects.size()];
      for (int s = 0; s < byUnit.length; s++) {
        for (int t = 0; t < byUnit.length; t++) {
          Influence one = effects.get(s).influence();
          Influence other = effects.get(t).influence();
          byUnit[s][t] = one.unitCovariance(other);
          byCluster[s][t] = one.clusterCovariance(other);
          assertThat(byUnit[s][t]).isCloseTo(other.unitCovariance(one), within(1e-12));
        }
      }
      for (double[][] covariance : List.of(byUnit, byCluster)) {
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        assertThat(eigen.value(0)).as(estimator.method()).isPositive();
        assertThat(eigen.value(eigen.size() - 1))
            .as("least eigenvalue of %s", estimator.method())
            .isGreaterThan(-1e-11 * eigen.value(0));
      }
    }
  }

  @Test
  public void unitAndPeriodEffectsDoNotMatter() {
    Panel panel = panel();
    Panel shifted = Edit.outcomes(panel, (i, t, y) -> y + 17.5 * (i % 11) - 3.25 * t * t);
    for (PanelEstimator estimator : estimators()) {
      Fit other = fit(estimator, shifted);
      for (Estimated effect : fit(estimator, panel).estimated()) {
        assertSame(what(estimator, effect), effect, same(other, effect));
      }
    }
  }

  @Test
  public void theOrderOfUnitsDoesNotMatter() {
    Panel panel = panel();
    for (PanelEstimator estimator : estimators()) {
      Fit other = fit(estimator, Edit.shuffled(panel, 3));
      for (Estimated effect : fit(estimator, panel).estimated()) {
        assertSame(what(estimator, effect), effect, same(other, effect));
      }
    }
  }

  @Test
  public void aCommonFactorOfTheWeightsDoesNotMatter() {
    Panel panel = panel();
    Panel heavier = panel;
    for (int i = 0; i < panel.size(); i++) {
      heavier = Edit.weight(heavier, i, 8);
    }
    for (PanelEstimator estimator : estimators()) {
      Fit other = fit(estimator, heavier);
      for (Estimated effect : fit(estimator, panel).estimated()) {
        assertSame(what(estimator, effect), effect, same(other, effect));
      }
    }
  }

  protected static void assertSame(String what, Estimated expected, Estimated actual) {
    assertThat(actual.estimate()).as(what).isCloseTo(expected.estimate(), within(ROUNDING));
    assertThat(actual.regression().isPresent()).isEqualTo(expected.regression().isPresent());
    actual
        .regression()
        .ifPresent(
            r ->
                assertThat(r.estimate())
                    .as(what)
                    .isCloseTo(expected.regression().orElseThrow().estimate(), within(ROUNDING)));
    assertThat(actual.influence().sumOfSquares() / expected.influence().sumOfSquares())
        .as(what)
        .isCloseTo(1, within(ROUNDING));
    assertThat(actual.influence().clusterSums())
        .as(what)
        .usingComparatorWithPrecision(1e-7)
        .containsExactly(expected.influence().clusterSums());
  }

  @Test
  public void scalingTheOutcomeByAPowerOfTwoScalesEstimateAndErrorToTheBit() {
    Panel panel = panel();
    Panel scaled = Edit.outcomes(panel, (i, t, y) -> 1024 * y);
    Cr1 cr1 = new Cr1(SmallSample.CR1);
    for (PanelEstimator estimator : estimators()) {
      Fit other = fit(estimator, scaled);
      for (Estimated effect : fit(estimator, panel).estimated()) {
        Estimated twin = same(other, effect);
        assertThat(twin.estimate()).isEqualTo(1024 * effect.estimate());
        assertThat(error(cr1, twin)).isEqualTo(1024 * error(cr1, effect));
      }
    }
  }

  private static double error(Cr1 cr1, Estimated effect) {
    return ((Inferred) cr1.infer(effect, 0.95)).standardError().orElseThrow();
  }

  @Test
  public void outcomesOutsideTheComparisonMoveNothing() {
    Optional<Panel> poisoned = poisoned();
    assumeTrue(poisoned.isPresent(), "the method uses every outcome");
    int checked = 0;
    for (PanelEstimator estimator : estimators()) {
      Fit other = fit(estimator, poisoned.get());
      for (Estimated effect : fit(estimator, panel()).estimated()) {
        if (unpoisoned(effect.key())) {
          checked++;
          Estimated twin = same(other, effect);
          assertThat(twin.estimate()).as(what(estimator, effect)).isEqualTo(effect.estimate());
          assertThat(twin.influence().clusterSums())
              .as(what(estimator, effect))
              .containsExactly(effect.influence().clusterSums());
        }
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  public void aDoubledWeightIsADuplicatedUnit() {
    Panel panel = panel();
    for (PanelEstimator estimator : estimators()) {
      for (int i = 0; i < panel.size(); i += 5) {
        Fit doubled = fit(estimator, Edit.weight(panel, i, 2));
        Fit duplicated = fit(estimator, Edit.twice(panel, i));
        for (Estimated effect : doubled.estimated()) {
          assertThat(same(duplicated, effect).estimate())
              .as(what(estimator, effect))
              .isCloseTo(effect.estimate(), within(ROUNDING));
        }
      }
    }
  }

  @Test
  public void withoutNoiseTheEffectIsRecovered() {
    for (double size : new double[] {-1.5, 0, 8}) {
      for (PanelEstimator estimator : estimators()) {
        for (Estimated effect : fit(estimator, exact(size)).estimated()) {
          assertThat(effect.estimate())
              .as(what(estimator, effect))
              .isCloseTo(isAfter(effect.key()) ? size : 0, within(1e-11));
        }
      }
    }
  }

  @Test
  public void twoFitsAreTheSameToTheBit() {
    for (PanelEstimator estimator : estimators()) {
      Fit first = fit(estimator, panel());
      Fit second = fit(estimator, panel());
      assertThat(second.effects()).hasSameSizeAs(first.effects());
      for (Effect effect : first.effects()) {
        Effect twin = second.effect(effect.key()).orElseThrow();
        if (effect instanceof Estimated e) {
          assertThat(((Estimated) twin).estimate()).isEqualTo(e.estimate());
          assertThat(((Estimated) twin).influence().sumOfSquares())
              .isEqualTo(e.influence().sumOfSquares());
        } else {
          assertThat(twin).isInstanceOf(NotEstimable.class).isEqualTo(effect);
        }
      }
    }
  }

  @Test
  public void theRegressionSaysTheSameAsTheEstimate() {
    for (PanelEstimator estimator : estimators()) {
      for (Estimated effect : fit(estimator, panel()).estimated()) {
        if (effect.regression().isPresent()) {
          ClusterRegression regression = effect.regression().get();
          String what = what(estimator, effect);
          assertThat(regression.estimate()).as(what).isCloseTo(effect.estimate(), within(ROUNDING));
          if (!hasShares(effect.key())) {
            assertThat(effect.influence().clusterCovariance(effect.influence()))
                .as(what)
                .isCloseTo(sumOfSquares(regression.clusterInfluence()), within(1e-10));
          }
        }
      }
    }
  }

  private static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  @Test
  public void leavingAClusterOutOfTheRegressionIsLeavingItOutOfThePanel() {
    Panel panel = panel();
    for (PanelEstimator estimator : estimators()) {
      List<Estimated> effects = fit(estimator, panel).estimated();
      for (String cluster : clusters(panel)) {
        Fit without = fit(estimator, Edit.without(panel, cluster));
        for (Estimated effect : effects) {
          int k = effect.clusters().indexOf(cluster);
          if (k >= 0 && effect.regression().isPresent() && !hasShares(effect.key())) {
            assertThat(effect.regression().get().estimateWithout(k).orElseThrow())
                .as(what(estimator, effect))
                .isCloseTo(same(without, effect).estimate(), within(ROUNDING));
          }
        }
      }
    }
  }

  private static Set<String> clusters(Panel panel) {
    Set<String> clusters = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      clusters.add(panel.cluster(i));
    }
    return clusters;
  }
}

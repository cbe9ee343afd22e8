package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.panel.Panel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The laws as they are for counts: effects of units and periods multiply rates instead of adding to
 * outcomes, and a factor of all counts is one of counts and rates, not of ratios.
 */
abstract class CountLaws extends PanelEstimatorLaws {
  /** Whether effects of units are taken out, so that a unit's rate may have any level. */
  protected abstract boolean hasUnitEffects(PanelEstimator estimator);

  @Override
  protected Panel panel() {
    Panel panel = RandomCounts.of(36, 6, new int[] {2012, 2014, Panel.NEVER}, 12, 3);
    return Edit.outcomes(panel, (i, t, y) -> i == 7 ? 0 : y); // one unit without events
  }

  @Override
  protected Optional<Panel> poisoned() {
    return Optional.empty(); // every count bears on the effects of periods
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return false;
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return true;
  }

  private static boolean isIn(CountScale scale, EffectKey key) {
    return key.estimand().endsWith(scale.key(EffectKey.of("")).estimand());
  }

  private static Panel withExposure(Panel panel, Edit.Cell factor) {
    double[][] exposure = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < exposure.length; i++) {
      for (int t = 0; t < exposure[i].length; t++) {
        exposure[i][t] = panel.observed(i, t) ? factor.at(i, t, panel.exposure(i, t)) : 1;
      }
    }
    return panel.withExposure(exposure);
  }

  /** Adding to counts is no shift of log rates; a factor of exposures is, and changes no count. */
  @Override
  @Test
  public void unitAndPeriodEffectsDoNotMatter() {
    for (PanelEstimator estimator : estimators()) {
      boolean units = hasUnitEffects(estimator);
      Panel shifted =
          withExposure(
              panel(), (i, t, e) -> e * (units ? 1 + 0.2 * (i % 5) : 1) * Math.exp(0.1 * t * t));
      Fit other = estimator.fit(shifted);
      for (Estimated effect : estimator.fit(panel()).estimated()) {
        if (!isIn(CountScale.RATE, effect.key())) {
          assertSame(what(estimator, effect), effect, same(other, effect));
        }
      }
    }
  }

  /** Counts and rates scale; the coefficient and the relative effect are ratios and stay. */
  @Override
  @Test
  public void scalingTheOutcomeByAPowerOfTwoScalesEstimateAndErrorToTheBit() {
    Panel scaled = Edit.outcomes(panel(), (i, t, y) -> 1024 * y);
    Cr1 cr1 = new Cr1(SmallSample.CR1);
    for (PanelEstimator estimator : estimators()) {
      Fit other = estimator.fit(scaled);
      for (Estimated effect : estimator.fit(panel()).estimated()) {
        boolean ratio =
            isIn(CountScale.LOG, effect.key()) || isIn(CountScale.RELATIVE, effect.key());
        double factor = ratio ? 1 : 1024;
        Estimated twin = same(other, effect);
        assertThat(twin.estimate()).isEqualTo(factor * effect.estimate());
        assertThat(error(cr1, twin)).isEqualTo(factor * error(cr1, effect));
      }
    }
  }

  private static double error(Cr1 cr1, Estimated effect) {
    return ((Inferred) cr1.infer(effect, 0.95)).standardError().orElseThrow();
  }

  /** A panel of expected counts, rates falling by the factor exp(size) with treatment. */
  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel,
        (i, t, y) ->
            panel.exposure(i, t)
                * Math.exp(
                    -4
                        - 0.1 * (panel.cohort(i) % 7)
                        + 0.05 * t * t
                        + (panel.cohort(i) <= 2010 + t ? size : 0)));
  }

  @Override
  @Test
  public void withoutNoiseTheEffectIsRecovered() {
    for (double size : new double[] {-1.5, 0, 2}) {
      for (PanelEstimator estimator : estimators()) {
        for (Estimated effect : estimator.fit(exact(size)).estimated()) {
          double log = isAfter(effect.key()) ? size : 0;
          if (isIn(CountScale.LOG, effect.key())) {
            assertThat(effect.estimate()).isCloseTo(log, within(1e-11));
          } else if (isIn(CountScale.RELATIVE, effect.key())) {
            assertThat(effect.estimate()).isCloseTo(Math.expm1(log), within(1e-10));
          } else {
            assertThat(effect.estimate())
                .as(what(estimator, effect))
                .isCloseTo(byHand(exact(size), effect.key(), log), within(1e-8));
          }
        }
      }
    }
  }

  /** The mean of y − y exp(−log) over the treated of one key, in counts or per 1 000. */
  private double byHand(Panel panel, EffectKey key, double log) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        int e = panel.periods()[t] - panel.cohort(i);
        boolean adopts = panel.cohort(i) != Panel.NEVER;
        boolean post = adopts && e >= 0;
        boolean in = key.estimand().startsWith("att-gt") ? adopts : post;
        in &= key.cohort().orElse(panel.cohort(i)) == panel.cohort(i);
        in &= key.period().orElse(panel.periods()[t]) == panel.periods()[t];
        in &= key.eventTime().orElse(e) == e;
        if (panel.observed(i, t) && in) {
          double gone = panel.outcome(i, t) * -Math.expm1(-log);
          boolean rate = isIn(CountScale.RATE, key);
          sum += panel.weight(i) * (rate ? 1000 * gone / panel.exposure(i, t) : gone);
          weight += panel.weight(i);
        }
      }
    }
    return sum / weight;
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().orElse(0) >= 0;
  }
}

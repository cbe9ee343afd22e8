package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.did.Shares;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.WildClusterTest;
import fi.lape.estimators.inference.WildSettings;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.panel.Panel;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ETWFE for counts, with cohort and with unit effects, both controls. */
class EtwfePoissonTest extends CountLaws {
  private static final CountSettings SETTINGS = CountSettings.DEFAULTS.withShares(Shares.ESTIMATED);
  private static final CountSettings PLAIN =
      new CountSettings(
          Controls.NOT_YET_TREATED,
          AbsorbedEffects.COHORT,
          0,
          // averages of averages are not one mean over rows, so their exact value is not byHand's
          EnumSet.of(Aggregation.SIMPLE),
          Shares.ESTIMATED,
          EnumSet.allOf(CountScale.class));

  @Override
  protected List<EtwfePoisson> estimators() {
    return List.of(
        new EtwfePoisson(PLAIN),
        new EtwfePoisson(PLAIN.withControls(Controls.NEVER_TREATED)),
        new EtwfePoisson(PLAIN.withEffects(AbsorbedEffects.UNIT)));
  }

  @Override
  protected boolean hasUnitEffects(PanelEstimator estimator) {
    return estimator == estimators().get(2);
  }

  private static Estimated estimated(Fit fit, EffectKey key) {
    return (Estimated) fit.effect(key).orElseThrow();
  }

  /**
   * Averages of averages too, by the derivative in a weight; a panel with holes and a zero unit.
   */
  @Test
  void influenceOfEveryAverageIsTheDerivativeInTheWeight() {
    Panel panel = panel();
    double h = 1e-5;
    for (AbsorbedEffects effects : AbsorbedEffects.values()) {
      EtwfePoisson method = new EtwfePoisson(SETTINGS.withEffects(effects));
      Fit fit = method.fit(panel);
      for (int i = 0; i < panel.size(); i += 4) {
        Fit up = method.fit(Edit.weight(panel, i, 1 + h));
        Fit down = method.fit(Edit.weight(panel, i, 1 - h));
        for (Estimated effect : fit.estimated()) {
          double slope =
              (estimated(up, effect.key()).estimate() - estimated(down, effect.key()).estimate())
                  / (2 * h);
          assertThat(((UnitInfluence) effect.influence()).of(i) / panel.size())
              .as("%s of %s", effect.key(), panel.id(i))
              .isCloseTo(slope, within(1e-7));
        }
      }
    }
  }

  /** Sparse panels, half of whose cells are 0: numbers or reasons, and ψ still the derivative. */
  @Test
  void onSparsePanelsEveryEffectIsANumberOrAReason() {
    int withoutEvents = 0;
    int numbers = 0;
    double h = 1e-5;
    for (int seed = 0; seed < 60; seed++) {
      Panel panel =
          RandomCounts.of(
              24, 4, new int[] {2010, 2012, 2014, Panel.NEVER}, 0.15 + 0.02 * seed, seed);
      CountSettings settings =
          SETTINGS
              .withEffects(seed % 2 == 0 ? AbsorbedEffects.UNIT : AbsorbedEffects.COHORT)
              .withControls(seed % 3 == 0 ? Controls.NEVER_TREATED : Controls.NOT_YET_TREATED);
      EtwfePoisson method = new EtwfePoisson(settings);
      Fit fit = method.fit(panel);
      int unit = seed % panel.size();
      Fit up = method.fit(Edit.weight(panel, unit, 1 + h));
      Fit down = method.fit(Edit.weight(panel, unit, 1 - h));
      for (Effect effect : fit.effects()) {
        if (effect instanceof Estimated e) {
          numbers++;
          double slope =
              (estimated(up, e.key()).estimate() - estimated(down, e.key()).estimate()) / (2 * h);
          double psi = ((UnitInfluence) e.influence()).of(unit) / panel.size();
          assertThat(psi)
              .as("seed %s %s", seed, e.key())
              .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
        } else if (((NotEstimable) effect).reason() == Reason.NO_EVENTS) {
          withoutEvents++;
        }
      }
    }
    assertThat(numbers).isGreaterThan(1000);
    assertThat(withoutEvents).isGreaterThan(100);
  }

  /** Two cohorts of one unit, two periods each side: δ and effects are ratios of rates by hand. */
  @Test
  void twoUnitsAndTwoPeriodsAreARatioOfRatios() {
    Panel panel =
        new Panel(
                new int[] {1, 2},
                List.of("a", "b"),
                List.of("a", "b"),
                new int[] {2, Panel.NEVER},
                new double[] {1, 1},
                new double[][] {{20, 12}, {30, 45}})
            .withExposure(new double[][] {{1000, 1200}, {3000, 3000}});
    Fit fit = new EtwfePoisson(CountSettings.DEFAULTS).fit(panel);
    // without: 20/1000 · 1.5 = 30 per 1 000, 36 among 1 200; with: 12, so a third, 24 fewer
    assertThat(estimated(fit, EffectKey.of("att-simple-log")).estimate())
        .isCloseTo(Math.log(1.0 / 3), within(1e-12));
    assertThat(estimated(fit, EffectKey.of("att-simple-count")).estimate())
        .isCloseTo(-24, within(1e-11));
    assertThat(estimated(fit, EffectKey.of("att-simple-rate")).estimate())
        .isCloseTo(-20, within(1e-11));
    assertThat(estimated(fit, EffectKey.of("att-simple-relative")).estimate())
        .isCloseTo(-2.0 / 3, within(1e-12));
    assertThat(estimated(fit, EffectKey.of("att-simple-count")).sample().baselineMean())
        .hasValue(20);
  }

  /** The scores of the influence are redrawn, and small-sample factors know the coefficients. */
  @Test
  void theWildBootstrapRedrawsScores() {
    Estimated effect =
        estimated(
            new EtwfePoisson(CountSettings.DEFAULTS).fit(panel()),
            EffectKey.of("att-simple-relative"));
    assertThat(effect.parameters().coefficients()).isEqualTo(8);
    assertThat(effect.parameters().effects()).isEqualTo(9);
    assertThat(new WildClusterTest(WildSettings.DEFAULTS).infer(effect, 0.95))
        .isInstanceOfSatisfying(
            Inferred.class, i -> assertThat(i.name()).isEqualTo("wild-cluster-influence"));
  }

  /** Small, odd panels: every inference of every effect is a finite number or a named refusal. */
  @Test
  void everyInferenceOnOddPanelsIsANumberOrARefusal() {
    int inferred = 0;
    int refused = 0;
    for (int seed = 0; seed < 80; seed++) {
      Panel panel =
          RandomCounts.of(
              1 + seed % 13, 1 + seed % 5, new int[] {2010, 2012, 2016, Panel.NEVER}, 0.5, seed);
      for (PanelEstimator method :
          List.of(
              new EtwfePoisson(CountSettings.DEFAULTS),
              new EtwfePoisson(SETTINGS.withEffects(AbsorbedEffects.UNIT)),
              new PoissonTwoWay(CountSettings.DEFAULTS))) {
        for (Estimated effect : method.fit(panel).estimated()) {
          for (String name : Inferences.names()) {
            InferenceResult result = Inferences.of(name).infer(effect, 0.95);
            if (result instanceof Inferred i) {
              inferred++;
              String what = name + " of " + effect.key() + " at seed " + seed;
              i.standardError().ifPresent(e -> assertThat(e).as(what).isPositive().isFinite());
              assertThat(i.pValue()).as(what).isBetween(0.0, 1.0);
            } else {
              refused++;
            }
          }
        }
      }
    }
    assertThat(inferred).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }
}

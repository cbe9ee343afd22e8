package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.panel.Panel;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small, odd panels under every setting: a finite number or a named refusal. */
class AnyLevelsPanelTest {
  @Test
  void everyPanelAndSettingGivesNumbersOrNames() {
    Random random = new Random(1969);
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    int estimated = 0;
    for (int round = 0; round < 1500; round++) {
      Panel panel = IntertemporalTest.panel(random);
      panel = random.nextInt(3) == 0 ? withCovariates(panel, random) : panel;
      IntertemporalEffects method =
          new IntertemporalEffects(IntertemporalSettings.of(words(panel, random)));
      Fit fit = method.fit(panel);
      for (Effect effect : fit.effects()) {
        if (effect instanceof NotEstimable refused) {
          reasons.add(refused.reason());
        } else if (effect instanceof Estimated e) {
          estimated++;
          check(e);
        }
      }
      assertThat(method.counts(panel)).hasSameSizeAs(fit.estimated());
      for (IntertemporalTests.Level level : IntertemporalTests.Level.values()) {
        IntertemporalTests.allZero(fit.estimated(), level)
            .ifPresent(r -> assertThat(r.pValue()).isBetween(0.0, 1.0));
        IntertemporalTests.allEqual(fit.estimated(), level)
            .ifPresent(r -> assertThat(r.pValue()).isBetween(0.0, 1.0));
      }
    }
    assertThat(estimated).isGreaterThan(2000);
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            Reason.NO_TREATED_UNITS,
            Reason.NO_CONTROL_UNITS,
            Reason.NO_ESTIMABLE_CELL,
            Reason.NO_VARIATION_IN_TREATMENT,
            Reason.SINGULAR_DESIGN);
  }

  private static void check(Estimated effect) {
    String key = effect.key().toString();
    assertThat(effect.influence().sumOfSquares()).as(key).isFinite();
    assertThat(effect.sample().units()).as(key).isGreaterThan(1);
    assertThat(effect.sample().baselineMean().orElseThrow()).as(key).isFinite();
    for (String name : Inferences.names()) {
      InferenceResult result = Inferences.of(name).infer(effect, 0.9);
      if (result instanceof Inferred inferred) {
        inferred.standardError().ifPresent(e -> assertThat(e).as(key).isPositive().isFinite());
        assertThat(inferred.pValue()).as(name + key).isBetween(0.0, 1.0);
      }
    }
  }

  private static Panel withCovariates(Panel panel, Random random) {
    double[][][] x = new double[panel.size()][panel.periods().length][];
    boolean constant = random.nextInt(4) == 0;
    for (int i = 0; i < x.length; i++) {
      double kind = random.nextInt(2);
      for (int t = 0; t < x[i].length; t++) {
        x[i][t] = new double[] {kind, constant ? 3 : random.nextGaussian()};
      }
    }
    return panel.withCovariates(List.of("kind", "income"), x);
  }

  private static Map<String, String> words(Panel panel, Random random) {
    Map<String, String> words = new HashMap<>();
    for (IntertemporalOption option : IntertemporalOption.values()) {
      words.put(option.word(), String.valueOf(random.nextInt(3) == 0));
    }
    if (words.get("same_switchers").equals("false")) {
      words.remove("same_switchers_pl");
    }
    if (random.nextBoolean()) {
      int effects = 1 + random.nextInt(6);
      words.put("effects", String.valueOf(effects));
      words.put("placebos", String.valueOf(random.nextInt(effects + 1)));
    }
    words.put("switchers", List.of("both", "both", "in", "out").get(random.nextInt(4)));
    words.put("controls", random.nextBoolean() ? "never-treated" : "not-yet-treated");
    words.put("influence", random.nextBoolean() ? "reference" : "derivative");
    if (!panel.covariateNames().isEmpty()) {
      words.put("trends_nonparam", "kind");
    } else if (random.nextInt(4) == 0) {
      words.put("trends_nonparam", "cluster");
    }
    return words;
  }
}

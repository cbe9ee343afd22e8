package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The laws for all settings, with one form of influence. */
abstract class IntertemporalLaws extends PanelEstimatorLaws {
  private static final List<Map<String, String>> SETTINGS =
      List.of(
          Map.of(),
          Map.of("switchers", "in", "effects", "2"),
          Map.of("switchers", "out", "effects", "3", "placebos", "1"),
          Map.of("controls", "never-treated"),
          Map.of("same_switchers", "true", "effects", "3"),
          Map.of(
              "same_switchers",
              "true",
              "same_switchers_pl",
              "true",
              "effects",
              "2",
              "placebos",
              "2"),
          Map.of("trends_lin", "true"),
          Map.of("less_conservative_se", "true"),
          Map.of("trends_nonparam", "kind", "effects", "3", "placebos", "1"));

  /** Returns the word of the form of influence. */
  abstract String form();

  /** Whether the panel has covariates besides the kind of unit. */
  abstract boolean covariates();

  @Override
  protected List<? extends PanelEstimator> estimators() {
    List<PanelEstimator> estimators = new ArrayList<>();
    for (Map<String, String> settings : SETTINGS) {
      // less conservative deviations are from means of others too and do not sum to zero; the
      // golden set has them
      boolean skipped = form().equals("reference") && settings.containsKey("less_conservative_se");
      if (!skipped && (covariates() || !settings.containsKey("trends_nonparam"))) {
        Map<String, String> words = new HashMap<>(settings);
        words.put("influence", form());
        if (covariates()) {
          words.put("trends_nonparam", "kind");
        }
        estimators.add(new IntertemporalEffects(IntertemporalSettings.of(words)));
      }
    }
    return estimators;
  }

  @Override
  protected Panel panel() {
    Panel panel = LevelsPanel.of(90, 6, 41);
    return covariates() ? LevelsPanel.withCovariates(panel, 5) : panel;
  }

  @Override
  protected Optional<Panel> poisoned() {
    Panel panel = panel();
    return Optional.of(
        Edit.outcomes(
            panel, (i, t, y) -> panel.treatment(i, 0) == LevelsPanel.ALONE ? y * 1e6 : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return true; // nobody shares the first treatment of the poisoned unit
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return false;
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return exact(
        (i, t) -> LevelsPanel.hasChanged(panel, i, t) ? size * LevelsPanel.direction(panel, i) : 0);
  }

  private interface Response {
    double at(int i, int t);
  }

  private Panel exact(Response response) {
    Panel panel = panel();
    return Edit.outcomes(
        panel,
        (i, t, y) ->
            3 * (i % 7)
                + 2.5 * t
                + (covariates() ? 2 * panel.covariate(i, t, 0) - panel.covariate(i, t, 2) : 0)
                + response.at(i, t));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.estimand().startsWith("effect") || key.estimand().startsWith("average");
  }

  /** Each estimand recovers its own kind of effect: of the switch, the dose so far, the dose. */
  @Override
  @Test
  public void withoutNoiseTheEffectIsRecovered() {
    Panel panel = panel();
    for (double size : new double[] {-1.5, 0, 8}) {
      check(exact(size), IntertemporalEffects.EFFECT, size);
      Panel cumulated = exact((i, t) -> size * LevelsPanel.dose(panel, i, t, true));
      check(cumulated, IntertemporalEffects.NORMALIZED, size);
      Panel current = exact((i, t) -> size * LevelsPanel.dose(panel, i, t, false));
      check(current, IntertemporalEffects.TOTAL, size);
    }
  }

  private void check(Panel exact, String estimand, double size) {
    int checked = 0;
    for (PanelEstimator estimator : estimators()) {
      for (Estimated effect : estimator.fit(exact).estimated()) {
        boolean mine = effect.key().estimand().equals(estimand);
        if (mine || !isAfter(effect.key())) {
          checked += mine ? 1 : 0;
          assertThat(effect.estimate())
              .as(what(estimator, effect))
              .isCloseTo(mine ? size : 0, within(1e-11));
        }
      }
    }
    assertThat(checked).isGreaterThan(5);
  }
}

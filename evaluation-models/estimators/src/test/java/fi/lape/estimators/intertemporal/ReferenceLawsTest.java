package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.panel.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The laws with the authors' influence, which is on purpose not the derivative. */
class ReferenceLawsTest extends IntertemporalLaws {
  @Override
  String form() {
    return "reference";
  }

  @Override
  boolean covariates() {
    return false;
  }

  /** So many units that nobody is alone in a cohort, whose deviations then do not sum to zero. */
  @Override
  protected Panel panel() {
    return LevelsPanel.of(300, 6, 41);
  }

  /**
   * Deviations from cohort means and their factors √(n/(n − 1)) are no derivative; that controls
   * lose what switchers gain, and that the estimates are the same, is what is left of the law.
   */
  @Override
  @Test
  public void influenceOfAUnitIsTheDerivativeOfTheEstimateInItsWeight() {
    Panel panel = panel();
    Fit plain = fit("derivative", panel);
    for (Estimated effect : fit("reference", panel).estimated()) {
      Estimated twin = same(plain, effect);
      assertThat(effect.estimate()).isEqualTo(twin.estimate());
      double ratio = effect.influence().sumOfSquares() / twin.influence().sumOfSquares();
      assertThat(ratio).as(effect.key().toString()).isBetween(0.5, 2.0).isNotEqualTo(1);
    }
  }

  private static Fit fit(String form, Panel panel) {
    return new IntertemporalEffects(IntertemporalSettings.of(Map.of("influence", form))).fit(panel);
  }

  /** The same by hand: six units, the third and the last alone in their cohorts. */
  @Test
  void deviationsAreFromTheCohortOrElseFromTheWholePeriod() {
    double[][] y = {{0, 1}, {0, 4}, {0, 6}, {0, 2}, {0, 5}, {0, 8}};
    double[][] d = {{0, 1}, {0, 1}, {0, 2}, {0, 0}, {0, 0}, {1, 1}};
    List<String> ids = List.of("A", "B", "C", "D", "E", "F");
    int[] cohorts = new int[6];
    Arrays.fill(cohorts, Panel.NEVER);
    double[] weights = {1, 1, 1, 1, 1, 1};
    Panel panel = new Panel(new int[] {2010, 2011}, ids, ids, cohorts, weights, y).withTreatment(d);
    Estimated effect =
        (Estimated) fit("reference", panel).effect(IntertemporalEffects.effect(1)).orElseThrow();
    assertThat(effect.estimate()).isCloseTo(11 / 3.0 - 3.5, within(1e-14));
    double root = Math.sqrt(2);
    double all = Math.sqrt(5 / 4.0) * (6 - 18 / 5.0);
    double[] expected = {
      root * (1 - 2.5), root * (4 - 2.5), all, 1.5 * root * 1.5, -1.5 * root * 1.5, 0
    };
    for (int i = 0; i < 6; i++) {
      assertThat(((UnitInfluence) effect.influence()).of(i))
          .as(ids.get(i))
          .isCloseTo(6 * expected[i] / 3, within(1e-12));
    }
  }
}

package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws with covariates and holes, rows of two periods compared. */
class GroupTimeAttCrossSectionsTest extends GroupTimeAttCovariatesTest {
  @Override
  protected List<PanelEstimator> estimators() {
    List<PanelEstimator> estimators = new ArrayList<>();
    for (GroupTimeSettings settings : settings()) {
      estimators.add(new GroupTimeAtt(settings.withUnbalanced(Unbalanced.REPEATED_CROSS_SECTIONS)));
    }
    return estimators;
  }

  @Override
  protected Panel panel() {
    return CovariatePanel.withHoles(CovariatePanel.of(90, 6, 8), 9);
  }

  /** Without following units their levels are noise, so there must be none. */
  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel, (i, t, y) -> 40 + 2.5 * t + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  /** Of the two, only period effects drop out: whoever is seen changes with the period. */
  @Test
  @Override
  public void unitAndPeriodEffectsDoNotMatter() {
    Panel panel = panel();
    Panel shifted = Edit.outcomes(panel, (i, t, y) -> y + 17.5 - 3.25 * t * t);
    Panel moved = Edit.outcomes(panel, (i, t, y) -> y + 17.5 * (i % 11));
    boolean levelsMatter = false;
    for (PanelEstimator estimator : estimators()) {
      Fit other = estimator.fit(shifted);
      Fit another = estimator.fit(moved);
      for (Estimated effect : estimator.fit(panel).estimated()) {
        assertSame(what(estimator, effect), effect, same(other, effect));
        levelsMatter |= Math.abs(same(another, effect).estimate() - effect.estimate()) > 0.1;
      }
    }
    assertThat(levelsMatter).isTrue();
  }
}

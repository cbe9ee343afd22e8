package fi.lape.estimators.did;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.PanelEstimatorLaws;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The laws with covariates, units followed. */
class GroupTimeAttCovariatesTest extends PanelEstimatorLaws {
  @Override
  protected List<PanelEstimator> estimators() {
    List<PanelEstimator> estimators = new ArrayList<>();
    for (GroupTimeSettings settings : settings()) {
      estimators.add(new GroupTimeAtt(settings));
    }
    return estimators;
  }

  static List<GroupTimeSettings> settings() {
    List<GroupTimeSettings> all = new ArrayList<>();
    for (Estimation estimation : Estimation.values()) {
      for (Controls controls : Controls.values()) {
        GroupTimeSettings settings =
            GroupTimeSettings.DEFAULTS.withEstimation(estimation).withControls(controls);
        all.add(settings);
        all.add(settings.withBase(BasePeriod.UNIVERSAL).withAnticipation(1));
      }
    }
    return all;
  }

  @Override
  protected Panel panel() {
    return CovariatePanel.of(75, 6, 5);
  }

  @Override
  protected Optional<Panel> poisoned() {
    Panel panel = panel();
    return Optional.of(CovariatePanel.poisoned(panel, i -> panel.cohort(i) == 2010));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return true; // nobody compares with the always treated
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return !(key.estimand().equals(GroupTimeAtt.CELL) || key.estimand().equals("att-group"));
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel, (i, t, y) -> 3 * (i % 7) + 2.5 * t + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.eventTime().isEmpty() || key.eventTime().getAsInt() >= 0;
  }
}

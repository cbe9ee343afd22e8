package fi.lape.jobs.evaluate;

import fi.lape.estimators.moments.PanelMoments;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.PreparedMoments;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.UnitPanel;
import java.util.Map;
import java.util.Optional;

/** A panel written down in a test; no lake, no Spark. */
public record HandMadePanels(UnitPanel panel, Map<String, Double> doses) implements PanelAccess {
  @Override
  public PreparedMoments moments(Question question) {
    return new PreparedMoments(
        at(UnitPanel.Hidden.MIDDLE),
        panel.units().stream().anyMatch(u -> anyHidden(u, panel.years().size()))
            ? Optional.of(halfWidths())
            : Optional.empty());
  }

  private static boolean anyHidden(UnitPanel.Unit unit, int years) {
    for (int t = 0; t < years; t++) {
      if (unit.hidden(t)) {
        return true;
      }
    }
    return false;
  }

  private PanelMoments at(UnitPanel.Hidden where) {
    return PanelMoments.of(panel.panel(UnitPanel.Measure.VALUE, where, ClusterLevels.AREA));
  }

  private PanelMoments halfWidths() {
    UnitPanel half =
        panel.withUnits(
            panel.units().stream()
                .map(
                    u -> {
                      double[] width = new double[u.low().length];
                      for (int t = 0; t < width.length; t++) {
                        width[t] = (u.high()[t] - u.low()[t]) / 2;
                      }
                      return new UnitPanel.Unit(
                          u.id(),
                          u.area(),
                          u.cohort(),
                          u.weight(),
                          width,
                          width,
                          width,
                          u.countLow(),
                          u.countHigh(),
                          u.exposure());
                    })
                .toList());
    return PanelMoments.of(
        half.panel(UnitPanel.Measure.VALUE, UnitPanel.Hidden.MIDDLE, ClusterLevels.AREA));
  }

  @Override
  public UnitPanel units(Question question) {
    return panel;
  }

  @Override
  public Map<String, Double> unitDoses(Question question) {
    return doses;
  }
}

package fi.lape.estimators.did;

import fi.lape.estimators.did.passes.PassCell;
import fi.lape.estimators.did.passes.PassedCells;
import fi.lape.estimators.did.passes.PassedPanel;
import fi.lape.estimators.did.passes.UnitPasses;
import fi.lape.estimators.estimate.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * {@link GroupTimeAtt} with covariates from a few passes over units that stay where they are; the
 * numbers are those of {@link UnitGroupTime}.
 */
final class PassedGroupTime {
  private final GroupTimeSettings settings;
  private final UnitPasses units;

  PassedGroupTime(GroupTimeSettings settings, UnitPasses units) {
    this.settings = settings;
    this.units = units;
  }

  Fit fit() {
    int[] periods = units.periods();
    PassedPanel panel = PassedPanel.of(units);
    List<Comparison> comparisons = new Comparisons(settings, periods, panel.cohorts()).all();
    List<PassCell> wanted = new ArrayList<>();
    for (Comparison c : comparisons) {
      if (c.reason().isEmpty()) {
        wanted.add(new PassCell(c.cohort(), c.controls(), c.periodIndex(), c.baseIndex()));
      }
    }
    PassedCells answers = panel.estimate(settings.estimation(), wanted);
    PassedInfluences influences = new PassedInfluences(answers, units.units());
    List<GroupTimeCell<PassedSum>> cells = new ArrayList<>();
    int place = 0;
    for (Comparison c : comparisons) {
      PassedSum sum = new PassedSum(panel, influences);
      if (c.isReference()) {
        cells.add(GroupTimeCell.of(c, sum, panel.mean(c.cohort(), c.baseIndex())));
      } else if (c.reason().isPresent()) {
        cells.add(GroupTimeCell.refused(c, c.reason().get()));
      } else if (answers.reason(place).isPresent()) {
        cells.add(GroupTimeCell.refused(c, answers.reason(place++).get()));
      } else {
        NavigableSet<Integer> cohorts = new TreeSet<>(c.controls());
        cohorts.add(c.cohort());
        sum.add(place, answers.value(place), cohorts, c.periodIndex(), c.baseIndex());
        cells.add(GroupTimeCell.of(c, sum, panel.mean(c.cohort(), c.baseIndex())));
        place++;
      }
    }
    Fit fit =
        GroupTimeAtt.fit(
            cells,
            new GroupTimeAggregates<>(
                settings,
                periods[0],
                panel::weight,
                () -> new PassedSum(panel, influences),
                cells));
    influences.pass();
    return fit;
  }
}

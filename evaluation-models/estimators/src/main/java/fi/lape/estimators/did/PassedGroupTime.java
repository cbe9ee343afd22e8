package fi.lape.estimators.did;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.did.passes.ComparedCells;
import fi.lape.estimators.did.passes.ComparedPanel;
import fi.lape.estimators.did.passes.PassCell;
import fi.lape.estimators.estimate.Fit;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link GroupTimeAtt} from a few passes over units that stay where they are; the numbers are those
 * of {@link UnitGroupTime}, or without covariates those of the moments.
 */
final class PassedGroupTime {
  private final GroupTimeSettings settings;
  private final ComparedPanel panel;

  PassedGroupTime(GroupTimeSettings settings, ComparedPanel panel) {
    this.settings = settings;
    this.panel = panel;
  }

  Fit fit() {
    int[] periods = panel.periods();
    List<Comparison> comparisons = new Comparisons(settings, periods, panel.cohorts()).all();
    List<PassCell> wanted = new ArrayList<>();
    for (Comparison c : comparisons) {
      if (c.reason().isEmpty()) {
        wanted.add(new PassCell(c.cohort(), c.controls(), c.periodIndex(), c.baseIndex()));
      }
    }
    // Without covariates all ways are the same, and this one needs the fewest passes.
    Estimation estimation = panel.hasCovariates() ? settings.estimation() : Estimation.REG;
    ComparedCells answers = panel.estimate(estimation, wanted);
    PassedInfluences influences = new PassedInfluences(answers, panel.units());
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
        sum.add(place, answers.value(place), c);
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

package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.PlanAnalyses;
import fi.lape.jobs.plan.StudyPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolmCorrectionTest {
  private static final List<StudyPlan.Family> FAMILY =
      List.of(new StudyPlan.Family("headline", List.of("A", "B", "C", "D"), "holm"));

  @Test
  void stepsDownFromTheSmallestAndNeverFalls() {
    // 0.01·4, 0.02·3, 0.03·2 lifted to 0.06, 0.9·1.
    List<EstimateRow> rows =
        HolmCorrection.apply(
            FAMILY,
            List.of(
                PlanAnalyses.row("A", "att-simple", 0.9),
                PlanAnalyses.row("B", "att-simple", 0.02),
                PlanAnalyses.row("C", "att-simple", 0.01),
                PlanAnalyses.row("D", "att-simple", 0.03)));
    assertThat(family(rows, 0)).isCloseTo(0.9, within(1e-15));
    assertThat(family(rows, 1)).isCloseTo(0.06, within(1e-15));
    assertThat(family(rows, 2)).isCloseTo(0.04, within(1e-15));
    assertThat(family(rows, 3)).isCloseTo(0.06, within(1e-15));
  }

  @Test
  void partsOfAnAnswerAndOtherAnalysesAreInNoFamily() {
    List<EstimateRow> rows =
        HolmCorrection.apply(
            FAMILY,
            List.of(
                PlanAnalyses.row("A", "att-dynamic", 0.01),
                PlanAnalyses.row("Z", "att-simple", 0.01),
                PlanAnalyses.row("A", "att-simple", 0.6),
                PlanAnalyses.row("B", "att-simple", 0.6)));
    assertThat(rows.get(0).familyP()).isEmpty();
    assertThat(rows.get(1).familyP()).isEmpty();
    assertThat(family(rows, 2)).isEqualTo(1);
  }

  private static double family(List<EstimateRow> rows, int i) {
    return rows.get(i).familyP().orElseThrow();
  }
}

package fi.lape.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.evaluate.TinyProgramme;
import fi.lape.jobs.plan.StudyPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One number on panels that were changed by hand; every value is worked out by hand. */
class AnswerTest {
  private static final int NEVER = Panel.NEVER;
  private static final double TOLERANCE = 1e-9;

  @TempDir static Path folder;

  // Two adopters in 2017 and two never treated; 10 children each year and unit.
  private static final UnitPanel PANEL =
      new UnitPanel(
          new int[] {2015, 2016, 2017, 2018},
          List.of(
              unit("01", "KSU", 2017, 1, 10, 10, 7, 6),
              unit("02", "PIR", 2017, 3, 20, 20, 18, 16),
              unit("03", "SAT", NEVER, 1, 10, 10, 11, 12),
              unit("04", "LAP", NEVER, 1, 10, 10, 11, 10)));

  private static UnitPanel.Unit unit(
      String id, String area, int cohort, double weight, double... values) {
    double[] exposure = {10, 10, 10, 10};
    return new UnitPanel.Unit(
        id, area, cohort, weight, values, values, values, values, values, exposure);
  }

  private static Question question(String method) {
    StudyPlan plan =
        TinyProgramme.plan(
            folder,
            """
              - {id: E2, outcome: new-placements, treatment: family-centre, method: %s}
            """
                .formatted(method));
    return new Question(
        plan,
        plan.analyses().get(0),
        plan.outcome("new-placements"),
        new OutcomeCoverage(
            "new-placements", List.of(2015, 2016, 2017, 2018), List.of(), 4, 0, 0, 0, 16, 0),
        Map.of());
  }

  private static double estimate(Question question, UnitPanel panel) {
    Answer answer =
        Answer.of(question, question.analysis().method(), panel, UnitPanel.Hidden.MIDDLE);
    return ((Estimated) answer.effect()).estimate();
  }

  @Test
  void everyMethodOfAdoptionAnswersOnTheSameUnits() {
    // Adopters change by −3, −4 (weight 1) and −2, −4 (weight 3); the others by 1 and 1.
    double effect = ((-3 - 3 * 2) / 4.0 - 1 + (-4 - 3 * 4) / 4.0 - 1) / 2;
    for (String method :
        List.of("group-time-att", "imputation", "two-stage", "etwfe", "sun-abraham")) {
      assertThat(estimate(question(method), PANEL)).as(method).isCloseTo(effect, within(1e-9));
    }
    assertThat(
            Answer.of(question("group-time-att"), "twfe", PANEL, UnitPanel.Hidden.MIDDLE)
                .effect()
                .key()
                .estimand())
        .isEqualTo("twfe");
  }

  @Test
  void countsAreReadWithTheirExposureAndEveryUnitWeighsOne() {
    // Rates of the adopters' cohort would have grown by 11/10 and 11/10: 33 of 60 for 25 and 22.
    double effect = ((25 - 33) / 20.0 + (22 - 33) / 20.0) / 2 * 1000;
    assertThat(estimate(question("etwfe-poisson"), PANEL)).isCloseTo(effect, within(1e-6));
  }

  @Test
  void aChangedPanelGivesTheAnswerOfTheChange() {
    Question question = question("group-time-att");
    assertThat(estimate(question, PANEL.withoutArea("PIR")))
        .isCloseTo((-3 - 1 - 4 - 1) / 2.0, within(TOLERANCE));
    assertThat(estimate(question, PANEL.withoutYears(List.of(2018))))
        .isCloseTo((-3 - 6) / 4.0 - 1, within(TOLERANCE));
    UnitPanel alike =
        PANEL.withUnits(PANEL.units().stream().map(unit -> unit.withWeight(1)).toList());
    assertThat(estimate(question, alike)).isCloseTo((-2.5 - 1 - 4 - 1) / 2, within(TOLERANCE));
    UnitPanel later =
        PANEL.withUnits(
            PANEL.units().stream()
                .map(unit -> unit.id().equals("02") ? unit.withCohort(2018) : unit)
                .toList());
    // 2017 of cohort 2017 against 02, 03 and 04; 2018 against 03 and 04; 02 from 2017 on.
    assertThat(estimate(question, later))
        .isCloseTo((1 * (-3 + (6 - 2) / 5.0) + 1 * (-4 - 1) + 3 * (-2 + 0)) / 5, within(TOLERANCE));
  }

  @Test
  void theUncertaintyIsThatOfTheDesignAndClustersAreAreas() {
    Answer answer = Answer.of(question("imputation"), "imputation", PANEL, UnitPanel.Hidden.MIDDLE);
    assertThat(answer.uncertainty()).isPresent();
    assertThat(((Estimated) answer.effect()).clusters())
        .containsExactly("KSU", "LAP", "PIR", "SAT");
  }

  @Test
  void whatCannotBeAnsweredSaysWhyInPlaceOfTheNumber() {
    UnitPanel nobody =
        PANEL.withUnits(PANEL.units().stream().map(unit -> unit.withCohort(NEVER)).toList());
    Answer answer =
        Answer.of(question("imputation"), "imputation", nobody, UnitPanel.Hidden.MIDDLE);
    assertThat(answer.effect()).isNotInstanceOf(Estimated.class);
    assertThat(answer.uncertainty()).isEmpty();
  }

  @Test
  void hiddenCellsAreWhereOneWantsThemInTheirIntervals() {
    UnitPanel.Unit hidden =
        new UnitPanel.Unit(
            "01",
            "KSU",
            2017,
            1,
            new double[] {10, 0},
            new double[] {10, 20},
            new double[] {10, 40},
            new double[] {1, 0},
            new double[] {1, 4},
            new double[] {100, 100});
    UnitPanel panel = new UnitPanel(new int[] {2016, 2017}, List.of(hidden));
    assertThat(value(panel, UnitPanel.Measure.VALUE, UnitPanel.Hidden.LOW)).isEqualTo(0);
    assertThat(value(panel, UnitPanel.Measure.VALUE, UnitPanel.Hidden.MIDDLE)).isEqualTo(20);
    assertThat(value(panel, UnitPanel.Measure.VALUE, UnitPanel.Hidden.HIGH)).isEqualTo(40);
    assertThat(value(panel, UnitPanel.Measure.COUNT, UnitPanel.Hidden.LOW)).isEqualTo(0);
    assertThat(value(panel, UnitPanel.Measure.COUNT, UnitPanel.Hidden.MIDDLE)).isEqualTo(2);
    assertThat(value(panel, UnitPanel.Measure.COUNT, UnitPanel.Hidden.HIGH)).isEqualTo(4);
    assertThat(hidden.hidden(1)).isTrue();
    assertThat(hidden.hidden(0)).isFalse();
  }

  private static double value(UnitPanel panel, UnitPanel.Measure measure, UnitPanel.Hidden where) {
    return panel.panel(measure, where, ClusterLevels.AREA).outcome(0, 1);
  }

  @Test
  void countsOfAnOutcomeThatIsNoneAreAFault() {
    UnitPanel.Unit euros =
        new UnitPanel.Unit(
            "01",
            "KSU",
            2017,
            1,
            new double[] {1.5},
            new double[] {1.5},
            new double[] {1.5},
            new double[0],
            new double[0],
            new double[] {100});
    UnitPanel panel = new UnitPanel(new int[] {2016}, List.of(euros));
    assertThat(panel.isCounted()).isFalse();
    assertThatThrownBy(
            () -> panel.panel(UnitPanel.Measure.COUNT, UnitPanel.Hidden.MIDDLE, ClusterLevels.AREA))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

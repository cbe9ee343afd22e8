package fi.lape.estimators.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import fi.lape.estimators.moments.PanelMoments;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final int[] PERIODS = {2010, 2011};
  private static final List<String> IDS = List.of("091", "049");
  private static final List<String> CLUSTERS = List.of("PKS", "PKS");
  private static final int[] COHORTS = {2011, Panel.NEVER};
  private static final double[] WEIGHTS = {1, 2};
  private static final double[][] OUTCOMES = {{1, 2}, {3, 4}};

  private static void assertRefused(
      ExitCategory category,
      String message,
      int[] periods,
      List<String> ids,
      double[] weights,
      double[][] outcomes) {
    assertThatThrownBy(() -> new Panel(periods, ids, CLUSTERS, COHORTS, weights, outcomes))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.category()).isEqualTo(category);
              assertThat(e.getMessage()).startsWith(e.code() + ": ");
            })
        .hasMessage(message);
  }

  @Test
  void aPanelWithAHoleIsRefused() {
    assertRefused(
        ExitCategory.DATA,
        "PANEL_NOT_BALANCED: 2 unit-period cells have no outcome, first: unit '091', period 2011."
            + " The estimators need one outcome per cell and never fill one in. Restrict 'units'"
            + " or 'periods' in the study plan to the covered cells.",
        PERIODS,
        IDS,
        WEIGHTS,
        new double[][] {{1, Double.NaN}, {3, Double.POSITIVE_INFINITY}});
  }

  @Test
  void aUnitTwiceIsRefused() {
    assertRefused(
        ExitCategory.DATA,
        "PANEL_DUPLICATE: 1 units occur more than once, first: unit '091'. One row per unit and"
            + " period is needed and none is chosen for you. Remove the duplicates from the panel"
            + " table.",
        PERIODS,
        List.of("091", "091"),
        WEIGHTS,
        OUTCOMES);
  }

  @Test
  void aWeightThatIsNotPositiveIsRefused() {
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          ExitCategory.DATA,
          "WEIGHT_NOT_POSITIVE: 1 units have a weight that is not a positive number, first: unit"
              + " '049'. Such a unit would vanish or turn its sign. Correct the weight, or leave"
              + " the unit out in the study plan.",
          PERIODS,
          IDS,
          new double[] {1, weight},
          OUTCOMES);
    }
  }

  @Test
  void periodsOutOfOrderAreRefused() {
    assertRefused(
        ExitCategory.DATA,
        "PERIODS_NOT_INCREASING: period 2011 is followed by 2011. Periods are given in increasing"
            + " order, each once. Sort the periods.",
        new int[] {2011, 2011},
        IDS,
        WEIGHTS,
        OUTCOMES);
  }

  @Test
  void columnsOfUnequalLengthAreRefused() {
    assertRefused(
        ExitCategory.DATA,
        "PANEL_SHAPE: 'weights' has 1 entries, expected 2. Every unit has one of each. Give columns"
            + " of equal length.",
        PERIODS,
        IDS,
        new double[] {1},
        OUTCOMES);
  }

  @Test
  void anEmptyPanelIsTooLittleData() {
    assertRefused(
        ExitCategory.TOO_LITTLE_DATA,
        "PANEL_EMPTY: the panel has 0 units and 2 periods. An effect needs at least one unit and"
            + " one period. Widen 'units' or 'periods' in the study plan.",
        PERIODS,
        List.of(),
        WEIGHTS,
        OUTCOMES);
    assertThat(ExitCategory.TOO_LITTLE_DATA.exitCode()).isEqualTo(4);
  }

  @Test
  void aPanelDoesNotChangeWhenItsArraysDo() {
    double[][] outcomes = {{1, 2}, {3, 4}};
    Panel panel = new Panel(PERIODS, IDS, CLUSTERS, COHORTS, WEIGHTS, outcomes);
    outcomes[0][0] = 99;
    panel.outcomes(0)[1] = 99;
    assertThat(panel.outcomes(0)).containsExactly(1, 2);
  }

  @Test
  void aHoleHasNoOutcomeAndThePanelNoMoments() {
    Panel panel =
        Panel.withHoles(
            PERIODS,
            IDS,
            CLUSTERS,
            COHORTS,
            WEIGHTS,
            new double[][] {{1, Double.NaN}, {3, 4}},
            new boolean[][] {{true, false}, {true, true}});
    assertThat(panel.isBalanced()).isFalse();
    assertThat(panel.cells(0)).isEqualTo(1);
    assertThat(panel.outcome(1, 1)).isEqualTo(4);
    assertThatThrownBy(() -> panel.outcome(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> panel.outcomes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PanelMoments.of(panel))
        .hasMessageStartingWith(
            "PANEL_NOT_BALANCED: 1 unit-period cells have no outcome, first: unit '091', period"
                + " 2011.");
  }

  @Test
  void anExposureIsKeptWithUnitsAndMustBeAboveZeroWhereObserved() {
    Panel panel = new Panel(PERIODS, IDS, CLUSTERS, COHORTS, WEIGHTS, OUTCOMES);
    Panel exposed = panel.withExposure(new double[][] {{10, 20}, {30, 40}});
    assertThat(panel.hasExposure()).isFalse();
    assertThat(exposed.units(new int[] {1}).exposure(0, 1)).isEqualTo(40);
    assertThat(exposed.withTreatment(OUTCOMES).exposure(0, 1)).isEqualTo(20);
    assertThat(exposed.withCovariates(List.of(), new double[2][2][0]).exposure(1, 0)).isEqualTo(30);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> panel.withExposure(new double[][] {{10, 20}, {30, bad}}))
          .hasMessage(
              "EXPOSURE_NOT_POSITIVE: the exposure of unit '049' in period 2011 is not a finite"
                  + " number above 0, and the outcome is observed there. Counts are compared per"
                  + " exposure. Complete the column, or leave the row out of the panel.");
    }
    assertThatThrownBy(() -> panel.withExposure(new double[][] {{10, 20}}))
        .hasMessageStartingWith("PANEL_SHAPE: 'exposure' has 1 entries, expected 2.");
  }

  @Test
  void aUnitThatIsNeverObservedIsRefused() {
    assertThatThrownBy(
            () ->
                Panel.withHoles(
                    PERIODS,
                    IDS,
                    CLUSTERS,
                    COHORTS,
                    WEIGHTS,
                    OUTCOMES,
                    new boolean[][] {{true, true}, {false, false}}))
        .hasMessageStartingWith("UNIT_NEVER_OBSERVED: unit '049'");
  }

  @Test
  void covariatesAndTreatmentAreNumbersWhereTheOutcomeIs() {
    Panel panel = new Panel(PERIODS, IDS, CLUSTERS, COHORTS, WEIGHTS, OUTCOMES);
    double[][][] x = {{{1}, {2}}, {{3}, {Double.NaN}}};
    assertThatThrownBy(() -> panel.withCovariates(List.of("income"), x))
        .hasMessageStartingWith("COLUMN_NOT_FINITE: 'income'")
        .hasMessageContaining("unit '049' in period 2011");
    x[1][1][0] = 4;
    assertThat(panel.withCovariates(List.of("income"), x).covariate(1, 1, 0)).isEqualTo(4);
    assertThatThrownBy(() -> panel.withTreatment(new double[][] {{0, Double.NaN}, {0, 1}}))
        .hasMessageStartingWith("COLUMN_NOT_FINITE: 'treatment'");
    Panel one = panel.withTreatment(new double[][] {{0, 2}, {0, 1}}).units(new int[] {1});
    assertThat(one.size()).isEqualTo(1);
    assertThat(one.treatment(0, 1)).isEqualTo(1);
  }
}

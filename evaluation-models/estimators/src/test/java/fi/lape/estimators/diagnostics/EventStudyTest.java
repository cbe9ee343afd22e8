package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.Methods;
import fi.lape.estimators.diagnostics.EventStudy.Independence;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.BasePeriod;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventStudyTest {
  private static final int AREAS = 19;

  private static Fit fit(BasePeriod base, int first, int last) {
    GroupTimeSettings settings =
        GroupTimeSettings.DEFAULTS
            .withControls(Controls.NEVER_TREATED)
            .withBase(base)
            .withAggregations(Set.of(Aggregation.DYNAMIC))
            .withEventTimes(OptionalInt.empty(), OptionalInt.of(first), OptionalInt.of(last));
    return new GroupTimeAtt(settings)
        .fit(PanelMoments.of(GoldenPanel.read("staggered-balanced", false, row -> true)));
  }

  /** Set 9's input is set 1's event study as R did estimates it; without G/(G − 1) over areas. */
  @Test
  void aFitsEventStudyIsTheOneTheReferenceWasGiven() {
    Parity parity = new Parity("honest input from our own fit");
    Fit fit = fit(BasePeriod.UNIVERSAL, -4, 3);
    EventStudy units = EventStudy.of(fit, "att-dynamic", Independence.UNITS);
    EventStudy clusters = EventStudy.of(fit, "att-dynamic", Independence.CLUSTERS);
    EventStudy goldenUnits = GoldenEventStudy.read("unit");
    EventStudy goldenAreas = GoldenEventStudy.read("area");
    assertThat(units.reference()).isEqualTo(-1);
    assertThat(units.pre()).isEqualTo(3);
    for (int i = 0; i < 7; i++) {
      assertThat(units.time(i)).isEqualTo(GoldenEventStudy.TIMES[i]);
      parity.compare("estimate " + i, units.estimate(i), goldenUnits.estimate(i), 1e-8);
      for (int j = 0; j < 7; j++) {
        String at = i + " " + j;
        parity.compare(at, units.covariance(i, j), goldenUnits.covariance(i, j), 1e-6);
        parity.compare(
            at,
            clusters.covariance(i, j) * (AREAS - 1) / AREAS,
            goldenAreas.covariance(i, j),
            1e-6);
      }
    }
    parity.summary(105);
  }

  /** One cohort and the never treated: all event studies are the same contrasts of means. */
  @Test
  void everyMethodsEventStudyIsFound() {
    Panel one =
        GoldenPanel.read(
            "staggered-balanced",
            false,
            row -> row.get("cohort").equals("0") || row.get("cohort").equals("2016"));
    Map<Methods, Map<String, String>> dynamic =
        Map.of(
            Methods.GROUP_TIME_ATT, Map.of("base", "universal", "aggregate", "dynamic"),
            Methods.SUN_ABRAHAM, Map.of(),
            Methods.TWO_WAY_FIXED_EFFECTS, Map.of("aggregate", "dynamic"));
    EventStudy first =
        EventStudy.of(
            Methods.GROUP_TIME_ATT
                .estimator(dynamic.get(Methods.GROUP_TIME_ATT), Map.of())
                .fit(one),
            "att-dynamic",
            Independence.UNITS);
    assertThat(first.pre()).isEqualTo(3);
    assertThat(first.post()).isEqualTo(6);
    dynamic.forEach(
        (method, settings) -> {
          String estimand =
              method == Methods.TWO_WAY_FIXED_EFFECTS ? TwoWayFixedEffects.DYNAMIC : "att-dynamic";
          Fit fit = method.estimator(settings, Map.of()).fit(one);
          EventStudy study = EventStudy.of(fit, estimand, Independence.UNITS);
          assertThat(study.reference()).isEqualTo(-1);
          assertThat(study.size()).isEqualTo(first.size());
          for (int i = 0; i < first.size(); i++) {
            assertThat(study.estimate(i)).isCloseTo(first.estimate(i), within(1e-10));
          }
        });
  }

  @Test
  void aVaryingBaseIsNoEventStudy() {
    assertThatThrownBy(
            () -> EventStudy.of(fit(BasePeriod.VARYING, -4, 3), "att-dynamic", Independence.UNITS))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.category()).isEqualTo(ExitCategory.PLAN))
        .hasMessage(
            "REFERENCE_PERIOD_MISSING: 'att-dynamic' has no reference period at which it is zero."
                + " Effects before adoption that are each compared with another period are no path"
                + " of one trend. Estimate with 'base' universal and 'aggregate' dynamic, without"
                + " min_e above -1.");
  }

  @Test
  void asManyEstimatesAsClustersAreRefused() {
    Fit few =
        new GroupTimeAtt(
                GroupTimeSettings.DEFAULTS
                    .withControls(Controls.NEVER_TREATED)
                    .withBase(BasePeriod.UNIVERSAL))
            .fit(
                PanelMoments.of(
                    GoldenPanel.read(
                        "staggered-balanced",
                        false,
                        row -> Integer.parseInt(row.get("area")) <= 7)));
    assertThatThrownBy(() -> EventStudy.of(few, "att-dynamic", Independence.CLUSTERS))
        .hasMessageStartingWith("COVARIANCE_SINGULAR: the covariance of the ");
  }

  @Test
  void aSingularCovarianceIsRefused() {
    assertThatThrownBy(
            () ->
                new EventStudy(
                    new int[] {-2, 0}, -1, new double[] {1, 2}, new double[][] {{1, 1}, {1, 1}}))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.category()).isEqualTo(ExitCategory.TOO_LITTLE_DATA))
        .hasMessage(
            "COVARIANCE_SINGULAR: the covariance of the 2 estimates is singular, as it is with as many"
                + " estimates as clusters. Some combination of them would be known without error."
                + " Use fewer event times (min_e and max_e, or bin_before and bin_after of twfe), or cluster"
                + " less coarsely.");
  }

  @Test
  void numbersThatDoNotFitTogetherAreRefused() {
    double[][] unit = {{1, 0}, {0, 1}};
    assertInvalid("1 estimates for 2 event times", new int[] {-2, 0}, new double[1], unit);
    assertInvalid(
        "1 rows of covariance, expected 2", new int[] {-2, 0}, new double[2], new double[1][2]);
    assertInvalid("event times are not increasing at -2", new int[] {0, -2}, new double[2], unit);
    assertInvalid(
        "the reference period -1 has an estimate", new int[] {-1, 0}, new double[2], unit);
    assertInvalid(
        "the estimate at 0 is not finite", new int[] {-2, 0}, new double[] {1, Double.NaN}, unit);
    assertInvalid(
        "row 1 of the covariance has another length",
        new int[] {-2, 0},
        new double[2],
        new double[][] {{1, 0}, {0}});
    assertInvalid(
        "the covariance is not symmetric and finite at 0, -2",
        new int[] {-2, 0},
        new double[2],
        new double[][] {{1, 0.5}, {0.4, 1}});
    assertInvalid(
        "the covariance is not symmetric and finite at -2, -2",
        new int[] {-2, 0},
        new double[2],
        new double[][] {{Double.NaN, 0}, {0, 1}});
  }

  private static void assertInvalid(
      String problem, int[] times, double[] estimates, double[][] covariance) {
    assertThatThrownBy(() -> new EventStudy(times, -1, estimates, covariance))
        .hasMessage(
            "EVENT_STUDY_INVALID: "
                + problem
                + ". An event study has one estimate for each event time, in increasing order, and a"
                + " symmetric covariance of all of them. Correct the numbers given.");
  }
}

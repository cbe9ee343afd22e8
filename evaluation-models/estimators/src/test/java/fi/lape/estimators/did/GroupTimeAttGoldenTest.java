package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.JointTest;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R did 2.5.1 without covariates, where its dr, reg and ipw coincide. */
class GroupTimeAttGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private final Map<String, PanelMoments> moments = new HashMap<>();
  private final Map<String, Fit> fits = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"staggered-balanced,2304", "staggered-no-never,624"})
  void cellsAgreeWithDid(String set, int numbers) {
    Parity parity = new Parity(set + " att(g,t)");
    for (Map<String, String> row : GoldenTable.rows(set + "/att_gt.csv")) {
      EffectKey key =
          EffectKey.cell(
              GroupTimeAtt.CELL,
              Integer.parseInt(row.get("cohort")),
              Integer.parseInt(row.get("period")));
      compare(parity, row, fit(set, row, GroupTimeSettings.DEFAULTS).effect(key).orElseThrow());
    }
    parity.summary(numbers);
  }

  @ParameterizedTest
  @CsvSource({"staggered-balanced,3040", "staggered-no-never,1184"})
  void aggregatesAgreeWithDid(String set, int numbers) {
    Parity parity = new Parity(set + " aggregates");
    for (Map<String, String> row : GoldenTable.rows(set + "/aggte.csv")) {
      GroupTimeSettings settings =
          switch (row.get("aggregation")) {
            case "dynamic_balance_e2" -> events(OptionalInt.of(2), OptionalInt.empty());
            case "dynamic_min-3_max3" -> events(OptionalInt.empty(), OptionalInt.of(3));
            default -> GroupTimeSettings.DEFAULTS;
          };
      compare(parity, row, fit(set, row, settings).effect(key(row)).orElseThrow());
    }
    parity.summary(numbers);
  }

  private static GroupTimeSettings events(OptionalInt balance, OptionalInt last) {
    OptionalInt first = last.isPresent() ? OptionalInt.of(-3) : OptionalInt.empty();
    return GroupTimeSettings.DEFAULTS.withEventTimes(balance, first, last);
  }

  private static EffectKey key(Map<String, String> row) {
    String kind = row.get("aggregation").split("_", -1)[0];
    if (row.get("index").equals("overall")) {
      return EffectKey.of(kind.equals("simple") ? "att-simple" : "att-" + kind + "-overall");
    }
    int index = Integer.parseInt(row.get("index"));
    return switch (kind) {
      case "group" -> EffectKey.ofCohort("att-group", index);
      case "calendar" -> EffectKey.ofPeriod("att-calendar", index);
      case "dynamic" -> EffectKey.ofEventTime("att-dynamic", index);
      default -> throw new IllegalStateException(kind);
    };
  }

  private static void compare(Parity parity, Map<String, String> row, Effect effect) {
    String at = row.values().toString();
    if (effect instanceof NotEstimable refused) {
      // did gives the base period as an effect of 0 with no error; here it is named.
      assertThat(refused.reason()).as(at).isEqualTo(Reason.REFERENCE_PERIOD);
      assertThat(row.get("value")).as(at).isIn("0", "NA");
      return;
    }
    Estimated estimated = (Estimated) effect;
    double expected = Double.parseDouble(row.get("value"));
    switch (row.get("quantity")) {
      case "att" -> parity.compare(at, estimated.estimate(), expected, POINT);
      case "se_unit" ->
          parity.compare(
              at,
              Math.sqrt(estimated.influence().unitCovariance(estimated.influence())),
              expected,
              ERROR);
      case "se_area_if", "se_area_did" ->
          parity.compare(
              at,
              Math.sqrt(estimated.influence().clusterCovariance(estimated.influence())),
              expected,
              ERROR);
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }

  @ParameterizedTest
  @CsvSource({"staggered-balanced,3136", "staggered-no-never,800"})
  void eventStudyCovariancesAgreeWithDid(String set, int numbers) {
    Parity parity = new Parity(set + " event-study covariance");
    for (Map<String, String> row : GoldenTable.rows(set + "/dynamic_covariance.csv")) {
      Fit fit = fit(set, row, GroupTimeSettings.DEFAULTS);
      Estimated a = dynamic(fit, row.get("event_time_row"));
      Estimated b = dynamic(fit, row.get("event_time_col"));
      double actual =
          row.get("quantity").equals("cov_unit")
              ? a.influence().unitCovariance(b.influence())
              : a.influence().clusterCovariance(b.influence());
      parity.compare(row.values().toString(), actual, Double.parseDouble(row.get("value")), ERROR);
    }
    parity.summary(numbers);
  }

  private static Estimated dynamic(Fit fit, String eventTime) {
    return (Estimated)
        fit.effect(EffectKey.ofEventTime("att-dynamic", Integer.parseInt(eventTime))).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"staggered-balanced,16", "staggered-no-never,8"})
  void preTestsAgreeWithDid(String set, int numbers) {
    Parity parity = new Parity(set + " pre-test");
    for (Map<String, String> row : GoldenTable.rows(set + "/meta.csv")) {
      List<Estimated> before =
          fit(set, row, GroupTimeSettings.DEFAULTS).estimated().stream()
              .filter(e -> e.key().estimand().equals(GroupTimeAtt.CELL))
              .filter(e -> e.key().eventTime().getAsInt() < 0)
              .toList();
      JointTest.Result test = JointTest.byUnits(before).orElseThrow();
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "wald_pretest" -> parity.compare(at, test.statistic(), expected, POINT);
        // did rounds its p-value to five digits
        case "wald_pretest_p" ->
            assertThat(test.pValue()).as(at).isCloseTo(expected, within(5.1e-6));
        default -> assertThat(row.get("quantity")).isEqualTo("n_units");
      }
    }
    parity.summary(numbers);
  }

  @Test
  void influenceOfEveryUnitAgreesWithDid() {
    Parity parity = new Parity("staggered-balanced influence");
    for (Map<String, String> row : GoldenTable.rows("staggered-balanced/influence_2018.csv")) {
      Panel panel =
          GoldenPanel.read("staggered-balanced", row.get("weights").equals("pop"), r -> true);
      Estimated cell =
          (Estimated)
              fit("staggered-balanced", row, GroupTimeSettings.DEFAULTS)
                  .effect(
                      EffectKey.cell(GroupTimeAtt.CELL, Integer.parseInt(row.get("cohort")), 2018))
                  .orElseThrow();
      int i = indexOf(panel, row.get("unit"));
      parity.compare(
          row.values().toString(),
          ((MomentInfluence) cell.influence())
              .of(panel.cohort(i), panel.weight(i), panel.outcomes(i)),
          Double.parseDouble(row.get("value")),
          ERROR);
    }
    parity.summary(480);
  }

  private static int indexOf(Panel panel, String unit) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      ids.add(panel.id(i));
    }
    return ids.indexOf(unit);
  }

  private Fit fit(String set, Map<String, String> row, GroupTimeSettings base) {
    String weights = row.get("weights");
    GroupTimeSettings settings =
        base.withControls(
                row.get("control_group").equals("nevertreated")
                    ? Controls.NEVER_TREATED
                    : Controls.NOT_YET_TREATED)
            .withAnticipation(Integer.parseInt(row.get("anticipation")))
            .withBase(
                row.get("base_period").equals("universal")
                    ? BasePeriod.UNIVERSAL
                    : BasePeriod.VARYING);
    PanelMoments state =
        moments.computeIfAbsent(
            set + weights,
            k -> PanelMoments.of(GoldenPanel.read(set, weights.equals("pop"), r -> true)));
    return fits.computeIfAbsent(
        set + weights + settings, k -> new GroupTimeAtt(settings).fit(state));
  }
}

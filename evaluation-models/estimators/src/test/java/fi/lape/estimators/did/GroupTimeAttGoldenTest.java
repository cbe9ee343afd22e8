package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.Influence;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.JointTest;
import fi.lape.estimators.linalg.SymmetricEigen;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every number of R did 2.5.1 on the three staggered sets.
 *
 * <p>Where a number is further off than the tolerance it must be for one of the two reasons {@code
 * DrdidCell} holds: computed with these, it has to agree as closely as all others.
 */
class GroupTimeAttGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private final GoldenFits golden = new GoldenFits();
  private int references;
  private int explained;
  private double widest; // gap of ours where the reference's ways are needed

  @ParameterizedTest
  @CsvSource({"staggered-balanced,10368,62", "staggered-no-never,2832,0"})
  void cellsAgreeWithDid(String set, int numbers, int theirWays) {
    Parity parity = new Parity(set + " att(g,t)");
    List<Map<String, String>> rows = GoldenTable.rows(set + "/att_gt.csv");
    for (Map<String, String> row : rows) {
      EffectKey key =
          EffectKey.cell(
              GroupTimeAtt.CELL,
              Integer.parseInt(row.get("cohort")),
              Integer.parseInt(row.get("period")));
      compare(parity, set, row, GroupTimeSettings.DEFAULTS, key);
    }
    assertThat(numbers + references).isEqualTo(rows.size());
    summary(parity, numbers, theirWays);
  }

  @ParameterizedTest
  @CsvSource({"staggered-balanced,13696,25", "staggered-no-never,5360,0"})
  void aggregatesAgreeWithDid(String set, int numbers, int theirWays) {
    Parity parity = new Parity(set + " aggregates");
    List<Map<String, String>> rows = GoldenTable.rows(set + "/aggte.csv");
    for (Map<String, String> row : rows) {
      GroupTimeSettings settings =
          switch (row.get("aggregation")) {
            case "dynamic_balance_e2" -> events(OptionalInt.of(2), OptionalInt.empty());
            case "dynamic_min-3_max3" -> events(OptionalInt.empty(), OptionalInt.of(3));
            default -> GroupTimeSettings.DEFAULTS;
          };
      compare(parity, set, row, settings, key(row));
    }
    assertThat(numbers + references).isEqualTo(rows.size());
    summary(parity, numbers, theirWays);
  }

  @Test
  void panelsWithHolesAgreeWithDid() {
    String set = "staggered-unbalanced";
    Parity parity = new Parity(set + " both ways");
    List<Map<String, String>> rows = GoldenTable.rows(set + "/did.csv");
    int counts = 0;
    for (Map<String, String> row : rows) {
      if (row.get("quantity").startsWith("n_")) {
        counts++;
        compareCount(row);
      } else {
        compare(parity, set, row, GroupTimeSettings.DEFAULTS, key(row));
      }
    }
    assertThat(counts).isEqualTo(67);
    int numbers = 10_560;
    assertThat(numbers + counts + references).isEqualTo(rows.size());
    summary(parity, numbers, 893);
  }

  private void summary(Parity parity, int numbers, int theirWays) {
    parity.summary(numbers);
    System.out.printf(
        "       of these %d with the reference's stopping rule or slip; ours is up to %.1e off%n",
        explained, widest);
    assertThat(explained).isEqualTo(theirWays);
  }

  private void compareCount(Map<String, String> row) {
    Panel panel = golden.panel("staggered-unbalanced", Map.of());
    long rows = 0;
    long complete = 0;
    for (int i = 0; i < panel.size(); i++) {
      rows += panel.cells(i);
      complete += panel.cells(i) == panel.periods().length ? 1 : 0;
    }
    long expected = Long.parseLong(row.get("value"));
    switch (row.get("quantity")) {
      case "n_rows" -> assertThat(rows).isEqualTo(expected);
      case "n_units" -> assertThat(panel.size()).isEqualTo(expected);
      case "n_units_complete" -> assertThat(complete).isEqualTo(expected);
      case "n_units_used" -> {
        Fit fit = golden.fit("staggered-unbalanced", row, GroupTimeSettings.DEFAULTS);
        for (Estimated effect : fit.estimated()) {
          assertThat(panel.size() - effect.sample().unitsLeftOut()).isEqualTo(expected);
        }
      }
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }

  private static GroupTimeSettings events(OptionalInt balance, OptionalInt last) {
    OptionalInt first = last.isPresent() ? OptionalInt.of(-3) : OptionalInt.empty();
    return GroupTimeSettings.DEFAULTS.withEventTimes(balance, first, last);
  }

  private static EffectKey key(Map<String, String> row) {
    if (row.get("aggregation").equals("att_gt")) {
      String[] cell = row.get("index").split("_", -1);
      return EffectKey.cell(
          GroupTimeAtt.CELL, Integer.parseInt(cell[0]), Integer.parseInt(cell[1]));
    }
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

  private void compare(
      Parity parity,
      String set,
      Map<String, String> row,
      GroupTimeSettings settings,
      EffectKey key) {
    String at = row.values().toString();
    Effect effect = golden.effect(set, row, settings, key);
    if (effect instanceof NotEstimable refused) {
      // did gives the base period as an effect of 0 with no error; here it is named.
      assertThat(refused.reason()).as(at).isEqualTo(Reason.REFERENCE_PERIOD);
      assertThat(row.get("value")).as(at).isIn("0", "NA");
      references++;
      return;
    }
    compare(
        parity,
        row,
        row.get("quantity").equals("att") ? POINT : ERROR,
        value(row, (Estimated) effect),
        () -> value(row, (Estimated) golden.twin(set, row, settings).effect(key).orElseThrow()));
  }

  /** Compares ours, or, if it is not the same, what ours would be with the reference's ways. */
  private void compare(
      Parity parity,
      Map<String, String> row,
      double tolerance,
      double ours,
      DoubleSupplier withTheirWays) {
    String at = row.values().toString();
    double expected = Double.parseDouble(row.get("value"));
    if (Math.abs(ours - expected) < tolerance * Math.max(Math.abs(expected), 1e-3)) {
      parity.compare(at, ours, expected, tolerance);
    } else {
      assertThat(row.get("covariates")).as("%s: %s", at, ours).isNotEqualTo("none");
      assertThat(row.get("est_method")).as("%s: %s", at, ours).isNotEqualTo("reg");
      // the stopping rule moves points; errors move visibly by the slip only
      assertThat(row.get("quantity").equals("att") || isSlip(row)).as("%s: %s", at, ours).isTrue();
      explained++;
      widest = Math.max(widest, Math.abs(ours - expected) / Math.max(Math.abs(expected), 1e-3));
      parity.compare(at, withTheirWays.getAsDouble(), expected, tolerance);
    }
  }

  private static boolean isSlip(Map<String, String> row) {
    return row.get("est_method").equals("dr")
        && row.getOrDefault("allow_unbalanced_panel", "FALSE").equals("TRUE");
  }

  private static double value(Map<String, String> row, Estimated estimated) {
    Influence psi = estimated.influence();
    return switch (row.get("quantity")) {
      case "att" -> estimated.estimate();
      case "se_unit" -> Math.sqrt(psi.unitCovariance(psi));
      case "se_area", "se_area_if", "se_area_did" -> Math.sqrt(psi.clusterCovariance(psi));
      default -> throw new IllegalStateException(row.get("quantity"));
    };
  }

  @ParameterizedTest
  @CsvSource({"staggered-balanced,6272", "staggered-no-never,1600"})
  void eventStudyCovariancesAgreeWithDid(String set, int numbers) {
    Parity parity = new Parity(set + " event-study covariance");
    for (Map<String, String> row : GoldenTable.rows(set + "/dynamic_covariance.csv")) {
      Estimated a = dynamic(set, row, row.get("event_time_row"));
      Estimated b = dynamic(set, row, row.get("event_time_col"));
      double actual =
          row.get("quantity").equals("cov_unit")
              ? a.influence().unitCovariance(b.influence())
              : a.influence().clusterCovariance(b.influence());
      parity.compare(row.values().toString(), actual, Double.parseDouble(row.get("value")), ERROR);
    }
    parity.summary(numbers);
  }

  /** Sums of squares of influence: no combination of effects can have a negative variance. */
  @ParameterizedTest
  @CsvSource({
    "staggered-balanced,none,REFUSE",
    "staggered-balanced,x1+x2,REFUSE",
    "staggered-no-never,x1+x2,REFUSE",
    "staggered-unbalanced,x1,REPEATED_CROSS_SECTIONS",
    "staggered-unbalanced,none,COMPLETE_UNITS"
  })
  void covariancesOfAllAveragesArePositiveSemiDefinite(
      String set, String covariates, Unbalanced unbalanced) {
    Panel panel = golden.panel(set, Map.of("covariates", covariates, "weights", "pop"));
    List<Estimated> effects =
        new GroupTimeAtt(GroupTimeSettings.DEFAULTS.withUnbalanced(unbalanced))
            .fit(panel).estimated().stream()
                .filter(e -> !e.key().estimand().equals(GroupTimeAtt.CELL))
                .toList();
    int q = effects.size();
    double[][] byUnits = new double[q][q];
    double[][] byClusters = new double[q][q];
    for (int a = 0; a < q; a++) {
      for (int b = 0; b < q; b++) {
        Influence one = effects.get(a).influence();
        Influence other = effects.get(b).influence();
        byUnits[a][b] = one.unitCovariance(other);
        byClusters[a][b] = one.clusterCovariance(other);
      }
    }
    for (double[][] covariance : List.of(byUnits, byClusters)) {
      SymmetricEigen eigen = SymmetricEigen.of(covariance);
      // averages of averages repeat each other, so some eigenvalues are 0
      assertThat(eigen.value(q - 1)).isGreaterThan(-1e-13 * eigen.value(0));
      assertThat(eigen.value(0)).isPositive();
    }
    assertThat(q).isGreaterThan(15);
  }

  private Estimated dynamic(String set, Map<String, String> row, String eventTime) {
    return (Estimated)
        golden.effect(
            set,
            row,
            GroupTimeSettings.DEFAULTS,
            EffectKey.ofEventTime("att-dynamic", Integer.parseInt(eventTime)));
  }

  @ParameterizedTest
  @CsvSource({"staggered-balanced,72", "staggered-no-never,36"})
  void preTestsAgreeWithDid(String set, int numbers) {
    Parity parity = new Parity(set + " pre-test");
    List<Map<String, String>> rows = GoldenTable.rows(set + "/meta.csv");
    int units = 0;
    int pValues = 0;
    for (Map<String, String> row : rows) {
      List<Estimated> before =
          golden.fit(set, row, GroupTimeSettings.DEFAULTS).estimated().stream()
              .filter(e -> e.key().estimand().equals(GroupTimeAtt.CELL))
              .filter(e -> e.key().eventTime().getAsInt() < 0)
              .toList();
      Optional<JointTest.Result> test = JointTest.byUnits(before);
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "wald_pretest" -> parity.compare(at, test.orElseThrow().statistic(), expected, POINT);
        // did rounds its p-value to five digits
        case "wald_pretest_p" -> {
          assertThat(test.orElseThrow().pValue()).as(at).isCloseTo(expected, within(5.1e-6));
          pValues++;
        }
        case "n_units" -> {
          // did leaves out who was treated from the start; here their cells say so
          Panel panel = golden.panel(set, row);
          long kept = 0;
          for (int i = 0; i < panel.size(); i++) {
            kept += panel.cohort(i) > panel.periods()[0] ? 1 : 0;
          }
          assertThat(kept).isEqualTo((long) expected);
          units++;
        }
        default -> throw new IllegalStateException(at);
      }
    }
    assertThat(numbers + pValues + units).isEqualTo(rows.size());
    parity.summary(numbers);
  }

  @Test
  void influenceOfEveryUnitAgreesWithDid() {
    String set = "staggered-balanced";
    Parity parity = new Parity(set + " influence");
    for (Map<String, String> row : GoldenTable.rows(set + "/influence_2018.csv")) {
      Panel panel = golden.panel(set, row);
      EffectKey key = EffectKey.cell(GroupTimeAtt.CELL, Integer.parseInt(row.get("cohort")), 2018);
      Estimated cell = (Estimated) golden.effect(set, row, GroupTimeSettings.DEFAULTS, key);
      int i = indexOf(panel, row.get("unit"));
      double actual =
          cell.influence() instanceof UnitInfluence units
              ? units.of(i)
              : ((MomentInfluence) cell.influence())
                  .of(panel.cohort(i), panel.weight(i), panel.outcomes(i));
      parity.compare(row.values().toString(), actual, Double.parseDouble(row.get("value")), ERROR);
    }
    parity.summary(960);
  }

  private static int indexOf(Panel panel, String unit) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      ids.add(panel.id(i));
    }
    return ids.indexOf(unit);
  }
}

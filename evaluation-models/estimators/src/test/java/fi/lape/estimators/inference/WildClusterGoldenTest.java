package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.WildClusterTest.Restriction;
import fi.lape.estimators.inference.WildClusterTest.Scores;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An enumeration in R of 2^10 and 2^19 sign patterns, checked there against refits by fixest. */
class WildClusterGoldenTest {
  private static final double EXACT = 1e-10;
  private static final double STATISTIC = 1e-8;

  private final Map<String, Estimated> fits = new HashMap<>();
  private final Map<String, GapDraws> draws = new HashMap<>();

  private Estimated fit(String name) {
    return fits.computeIfAbsent(
        name,
        n ->
            new TwoWayFixedEffects()
                .fit(
                    PanelMoments.of(
                        GoldenPanel.read(
                            "twfe-inference",
                            n.endsWith("pop"),
                            row ->
                                n.startsWith("all19") || Integer.parseInt(row.get("area")) <= 10)))
                .estimated()
                .get(0));
  }

  private static final WildSettings CLASSIC =
      WildSettings.DEFAULTS.with(Restriction.RESTRICTED, Scores.ORDINARY);

  private GapDraws draws(String name, boolean webb) {
    return draws.computeIfAbsent(
        name + webb,
        n -> {
          DrawBuilder builder =
              new DrawBuilder(
                  WildScores.of(fit(name).regression().orElseThrow(), CLASSIC).orElseThrow());
          return webb ? builder.given(webb(fit(name).clusters())) : builder.enumerated();
        });
  }

  /** Columns are areas by number; clusters are sorted as text. */
  private static double[][] webb(List<String> clusters) {
    List<double[]> draws = new ArrayList<>();
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/webb_index.csv")) {
      draws.add(
          clusters.stream()
              .mapToInt(area -> Integer.parseInt(row.get("area" + area)))
              .mapToDouble(index -> AuxiliaryWeights.webb(index - 1))
              .toArray());
    }
    return draws.toArray(new double[0][]);
  }

  @Test
  void pValuesStatisticsAndIntervalsAgreeWithTheFullEnumeration() {
    Parity parity = new Parity("twfe-inference wild bootstrap");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/wild_bootstrap.csv")) {
      String name = row.get("case");
      Estimated twfe = fit(name);
      Restriction restriction =
          row.get("method").equals("WCR") ? Restriction.RESTRICTED : Restriction.UNRESTRICTED;
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      if (row.get("null").startsWith("inverted")) {
        WildSettings.Ties ties =
            row.get("null").endsWith("p_sym_ge")
                ? WildSettings.Ties.COUNT
                : WildSettings.Ties.IGNORE;
        Inferred inferred =
            (Inferred)
                new WildClusterTest(CLASSIC.with(restriction, Scores.ORDINARY).with(ties))
                    .infer(twfe, 0.95);
        double end =
            row.get("quantity").equals("ci_low")
                ? inferred.low().getAsDouble()
                : inferred.high().getAsDouble();
        parity.compare(at, end, expected, STATISTIC);
        continue;
      }
      GapDraws drawn = draws(name, row.get("weights_scheme").startsWith("webb"));
      double gap = twfe.estimate() - Double.parseDouble(row.get("null"));
      double imposed = restriction == Restriction.RESTRICTED ? gap : 0;
      double error = Math.sqrt(twfe.influence().clusterCovariance(twfe.influence()));
      double left = drawn.shareOnSide(imposed, gap, true);
      double right = drawn.shareOnSide(imposed, gap, false);
      switch (row.get("quantity")) {
        case "p_sym_ge" -> parity.compare(at, drawn.shareAtLeast(imposed, gap), expected, EXACT);
        case "p_sym_strict" -> parity.compare(at, drawn.shareAbove(imposed, gap), expected, EXACT);
        case "p_left_le" -> parity.compare(at, left, expected, EXACT);
        case "p_right_ge" -> parity.compare(at, right, expected, EXACT);
        case "p_equal_tail" ->
            parity.compare(at, new WildPValues(0, 0, left, right).equalTailed(), expected, EXACT);
        case "estimate" -> parity.compare(at, twfe.estimate(), expected, STATISTIC);
        case "se_cr0" -> parity.compare(at, error, expected, STATISTIC);
        case "t_cr0" -> parity.compare(at, gap / error, expected, STATISTIC);
        default -> compareDraws(parity, row, drawn.statistics(imposed), expected);
      }
    }
    parity.summary(578);
  }

  private static void compareDraws(
      Parity parity, Map<String, String> row, double[] t, double expected) {
    String at = row.values().toString();
    switch (row.get("quantity")) {
      case "n_draws" -> parity.compare(at, t.length, expected, EXACT);
      case "n_draws_not_finite" ->
          parity.compare(
              at,
              (double) Arrays.stream(t).filter(x -> !Double.isFinite(x)).count(),
              expected,
              EXACT);
      case "abs_t_q95" -> parity.compare(at, quantile95(t), expected, STATISTIC);
      case "abs_t_mean" ->
          parity.compare(
              at, Arrays.stream(t).map(Math::abs).average().orElseThrow(), expected, STATISTIC);
      case "t_sum_of_squares" ->
          parity.compare(at, Arrays.stream(t).map(x -> x * x).sum(), expected, STATISTIC);
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }

  /** R's quantile type 1. */
  private static double quantile95(double[] t) {
    double[] sorted = Arrays.stream(t).map(Math::abs).sorted().toArray();
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }

  @Test
  void everyDrawAgrees() {
    Parity parity = new Parity("twfe-inference wild draws");
    List<Map<String, String>> rows = GoldenTable.rows("twfe-inference/wild_bootstrap_draws.csv");
    for (String name : List.of("areas1-10", "areas1-10_pop")) {
      for (String method : List.of("WCR", "WCU")) {
        double imposed = method.equals("WCR") ? fit(name).estimate() : 0;
        double[] actual = Arrays.stream(draws(name, false).statistics(imposed)).sorted().toArray();
        double[] expected =
            rows.stream()
                .filter(r -> r.get("case").equals(name) && r.get("method").equals(method))
                .mapToDouble(r -> Double.parseDouble(r.get("value")))
                .sorted()
                .toArray();
        assertThat(actual).hasSameSizeAs(expected);
        for (int j = 0; j < actual.length; j++) {
          parity.compare(name + " " + method + " sorted draw " + j, actual[j], expected[j], 1e-8);
        }
      }
    }
    parity.summary(4096);
  }

  @Test
  void everyDrawOfGivenWebbWeightsAgreesInItsOrder() {
    Parity parity = new Parity("twfe-inference Webb draws");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/wild_bootstrap_draws.csv")) {
      if (row.get("case").equals("all19_webb")) {
        double imposed = row.get("method").equals("WCR") ? fit("all19").estimate() : 0;
        int draw = Integer.parseInt(row.get("draw")) - 1;
        double actual = draws("all19", true).statistics(imposed)[draw];
        parity.compare(row.values().toString(), actual, Double.parseDouble(row.get("value")), 1e-8);
      }
    }
    parity.summary(1998);
  }

  @Test
  void nineteenClustersTakeWellUnderASecond() {
    Estimated twfe = fit("all19");
    WildClusterTest test = new WildClusterTest(Restriction.RESTRICTED);
    test.infer(twfe, 0.95);
    long start = System.nanoTime();
    test.infer(twfe, 0.95);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("wild cluster test, 19 clusters, p and interval: %.2f s%n", seconds);
    assertThat(seconds).isLessThan(3); // a loaded test machine in C1; about 0.1 s in earnest
  }
}

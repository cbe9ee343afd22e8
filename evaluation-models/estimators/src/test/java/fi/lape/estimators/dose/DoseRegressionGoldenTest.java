package fi.lape.estimators.dose;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Cr3;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.SmallSample.Counted;
import fi.lape.estimators.inference.SmallSample.Dof;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R lm and sandwich on 19 area means. */
class DoseRegressionGoldenTest {
  private static final String SET = "dose-common-start";
  private static final List<Integer> PERIODS =
      List.of(2011, 2012, 2013, 2014, 2015, 2017, 2018, 2019, 2020, 2021);
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  /** The dose of each area as the golden regression had it. */
  private static Map<String, Double> dose(String areaMeans) {
    Map<String, Double> dose = new HashMap<>();
    for (Map<String, String> row : GoldenTable.rows(SET + "/area_leverage.csv")) {
      if (row.get("area_means").equals(areaMeans) && row.get("quantity").equals("dose")) {
        dose.put(row.get("area"), Double.valueOf(row.get("value")));
      }
    }
    return dose;
  }

  /** Area means of one weighting as units of their own, weighing the population of the area. */
  private static PanelMoments areas(String areaMeans) {
    PanelMoments means =
        PanelMoments.of(GoldenPanel.read(SET, areaMeans.equals("pop"), r -> true))
            .clustersAsUnits(false);
    PanelMoments population =
        PanelMoments.of(GoldenPanel.read(SET, true, r -> true)).clustersAsUnits(true);
    List<String> names = means.clusters();
    int[] cohorts = new int[names.size()];
    double[] weights = new double[names.size()];
    double[][] y = new double[names.size()][means.periods().length];
    for (int k = 0; k < weights.length; k++) {
      CellMoments area = means.cell(names.get(k), k + 1).orElseThrow();
      cohorts[k] = Panel.NEVER;
      weights[k] = population.cell(names.get(k), k + 1).orElseThrow().weight();
      for (int t = 0; t < y[k].length; t++) {
        y[k][t] = area.mean(t);
      }
    }
    return PanelMoments.of(new Panel(means.periods(), names, names, cohorts, weights, y));
  }

  private static PanelMoments moments(String areaMeans, String weights) {
    return weights.equals("pop")
        ? areas(areaMeans)
        : PanelMoments.of(GoldenPanel.read(SET, areaMeans.equals("pop"), r -> true));
  }

  private static DoseRegression regression(String areaMeans, String weights) {
    return new DoseRegression(
        new DoseSettings(
            2016,
            PERIODS,
            weights.equals("pop") ? RegressionWeights.PANEL : RegressionWeights.EQUAL),
        dose(areaMeans));
  }

  private static Map<String, Estimated> slopes() {
    Map<String, Estimated> slopes = new HashMap<>();
    for (String areaMeans : List.of("none", "pop")) {
      for (String weights : List.of("none", "pop")) {
        for (Estimated e :
            regression(areaMeans, weights).fit(moments(areaMeans, weights)).estimated()) {
          if (e.key().estimand().equals(DoseRegression.SLOPE)) {
            slopes.put(areaMeans + weights + e.key().period().getAsInt(), e);
          }
        }
      }
    }
    return slopes;
  }

  @Test
  void slopesAndErrorsAgreeWithTheNineteenPointRegression() {
    Parity parity = new Parity("dose-common-start area regression");
    Map<String, Estimated> slopes = slopes();
    for (Map<String, String> row : GoldenTable.rows(SET + "/area_regression.csv")) {
      if (row.get("term").equals("dose") && !row.get("area_means").equals("municipalities")) {
        Estimated slope =
            slopes.get(row.get("area_means") + row.get("regression_weights") + row.get("year"));
        compare(parity, row, slope);
      }
    }
    parity.summary(200);
  }

  private static void compare(Parity parity, Map<String, String> row, Estimated slope) {
    double expected = Double.parseDouble(row.get("value"));
    String at = row.values().toString();
    switch (row.get("quantity")) {
      case "estimate" -> parity.compare(at, slope.estimate(), expected, POINT);
      case "se_hc0" ->
          parity.compare(
              at,
              Math.sqrt(slope.influence().clusterCovariance(slope.influence())),
              expected,
              ERROR);
      case "se_hc1" -> {
        SmallSample hc1 = new SmallSample(true, Counted.NOT_NESTED, Dof.RESIDUAL);
        Inferred inferred = (Inferred) new Cr1(hc1).infer(slope, 0.95);
        parity.compare(at, inferred.standardError().getAsDouble(), expected, ERROR);
        assertThat(inferred.dof().getAsDouble()).isEqualTo(17);
      }
      case "se_hc3" ->
          parity.compare(
              at,
              ((Inferred) new Cr3(Cr3.Scale.ONE).infer(slope, 0.95)).standardError().getAsDouble(),
              expected,
              ERROR);
      case "dof" ->
          assertThat(
                  new SmallSample(false, Counted.NOT_NESTED, Dof.RESIDUAL)
                      .dof(slope.parameters(), 19))
              .hasValue(expected);
      case "p_hc3_t17" -> {
        Inferred inferred = (Inferred) new Cr3(Cr3.Scale.ONE, Dof.RESIDUAL).infer(slope, 0.95);
        parity.compare(at, inferred.pValue(), expected, ERROR);
      }
      default -> assertThat(row.get("quantity")).isIn("se_iid", "se_hc2", "p_hc2_t17", "r2");
    }
  }

  @Test
  void leveragesAgreeWithR() {
    Parity parity = new Parity("dose-common-start area leverage");
    Map<String, Estimated> slopes = slopes();
    Map<String, List<AreaLeverage>> leverages = new HashMap<>();
    for (Map<String, String> row : GoldenTable.rows(SET + "/area_leverage.csv")) {
      String areaMeans = row.get("area_means");
      String weights = row.get("regression_weights");
      List<AreaLeverage> areas =
          leverages.computeIfAbsent(
              areaMeans + weights,
              k -> regression(areaMeans, weights).leverage(moments(areaMeans, weights), 2017));
      AreaLeverage area =
          areas.stream().filter(a -> a.area().equals(row.get("area"))).findFirst().orElseThrow();
      double slope = slopes.get(areaMeans + weights + 2017).estimate();
      double actual =
          switch (row.get("quantity")) {
            case "dose" -> area.dose();
            case "dy_2017" -> area.change();
            case "weight" -> area.weight();
            case "leverage" -> area.leverage();
            case "cooks_distance" -> area.cooksDistance().getAsDouble();
            case "dfbeta_dose" -> slope - area.slopeWithout().getAsDouble();
            case "loo_slope" -> area.slopeWithout().getAsDouble();
            default -> throw new IllegalStateException(row.get("quantity"));
          };
      parity.compare(row.values().toString(), actual, Double.parseDouble(row.get("value")), POINT);
    }
    parity.summary(532);
  }
}

package fi.lape.estimators.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.pooling.PooledEffects.Coefficient;
import fi.lape.estimators.pooling.PooledEffects.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** metafor 3.8-1 on nineteen areas, with and without spread between them. */
class AreaPoolingGoldenTest {
  private static final String SET = "pooling";
  private static final double POINTS = 1e-8;
  // metafor stops its own searches of τ² at 1e-12 of the step, which leaves some 1e-11 relative.
  private final Map<String, PooledEffects> pooled = new HashMap<>();
  private final Map<String, List<PooledEffects>> leftOut = new HashMap<>();

  private static AreaEstimates areas(String outcome, boolean moderated) {
    List<Map<String, String>> rows = GoldenTable.rows(SET + "/panel.csv");
    double[][] moderators = new double[rows.size()][];
    List<String> names = new ArrayList<>();
    double[] y = new double[rows.size()];
    double[] se = new double[rows.size()];
    for (int j = 0; j < y.length; j++) {
      names.add(rows.get(j).get("area"));
      y[j] = Double.parseDouble(rows.get(j).get(outcome));
      se[j] = Double.parseDouble(rows.get(j).get("std_error"));
      moderators[j] =
          moderated ? new double[] {Double.parseDouble(rows.get(j).get("depth"))} : new double[0];
    }
    return new AreaEstimates(names, y, se, moderators);
  }

  private static AreaPooling pooling(Map<String, String> row) {
    HeterogeneityEstimator estimator =
        switch (row.get("method")) {
          case "REML" -> HeterogeneityEstimator.REML;
          case "ML" -> HeterogeneityEstimator.ML;
          case "PM" -> HeterogeneityEstimator.PAULE_MANDEL;
          case "DL" -> HeterogeneityEstimator.DERSIMONIAN_LAIRD;
          case "HE" -> HeterogeneityEstimator.HEDGES;
          case "SJ" -> HeterogeneityEstimator.SIDIK_JONKMAN;
          default -> HeterogeneityEstimator.EQUAL_EFFECTS;
        };
    PooledTest test =
        switch (row.get("test")) {
          case "z" -> PooledTest.NORMAL;
          case "knha" -> PooledTest.KNAPP_HARTUNG;
          default -> PooledTest.KNAPP_HARTUNG_NOT_NARROWER;
        };
    return new AreaPooling(estimator, test, 0.95);
  }

  private static String key(Map<String, String> row, boolean moderated) {
    return row.get("outcome") + row.get("method") + row.get("test") + moderated;
  }

  private PooledEffects fit(Map<String, String> row) {
    boolean moderated = row.get("model").startsWith("depth:");
    return pooled.computeIfAbsent(
        key(row, moderated), k -> pooling(row).pool(areas(row.get("outcome"), moderated)));
  }

  @Test
  void pooledEffectsAreThoseOfMetafor() {
    Parity parity = new Parity("pooling/metafor");
    for (Map<String, String> row : GoldenTable.rows(SET + "/metafor.csv")) {
      if (row.get("model").startsWith("prediction")) {
        continue; // another form of the prediction interval, t(k − 2); ours is metafor's
      }
      PooledEffects effects = fit(row);
      String quantity = row.get("quantity");
      if (row.get("value").equals("NA")) {
        assertThat(quantity.startsWith("pi") ? effects.prediction().isEmpty() : true).isTrue();
        assertThat(quantity.equals("se_tau2") ? effects.tau2Error().isEmpty() : true).isTrue();
        continue;
      }
      double actual =
          quantity.startsWith("tau2_ci")
              ? end(pooling(row).tau2Interval(areas(row.get("outcome"), false)), quantity)
              : value(effects, row.get("model"), quantity);
      parity.compare(row.toString(), actual, Double.parseDouble(row.get("value")), POINTS);
    }
    parity.summary(926);
  }

  private static double end(Interval interval, String quantity) {
    return quantity.endsWith("low") ? interval.low() : interval.high();
  }

  private static double value(PooledEffects effects, String model, String quantity) {
    Coefficient c = effects.coefficients().get(model.equals("depth: depth") ? 1 : 0);
    return switch (quantity) {
      case "estimate" -> c.estimate();
      case "std_error" -> c.standardError();
      case "stat" -> c.statistic();
      case "p_value" -> c.pValue();
      case "ci_low", "ci_high" -> end(c.interval(), quantity);
      case "pi_low", "pi_high" -> end(effects.prediction().get(0), quantity);
      case "tau2" -> effects.tau2();
      case "se_tau2" -> effects.tau2Error().orElseThrow();
      case "Q", "QE" -> effects.q();
      case "Q_p" -> effects.qP();
      case "I2_percent" -> effects.i2Percent();
      case "H2" -> effects.h2();
      case "loglik" -> effects.logLikelihood();
      case "QM" -> effects.moderators().get(0).statistic();
      case "QM_p" -> effects.moderators().get(0).pValue();
      case "R2_percent" -> effects.moderators().get(0).r2Percent();
      default -> throw new IllegalArgumentException(quantity);
    };
  }

  @Test
  void areasOwnEffectsAndLeavingAnAreaOutAreThoseOfMetafor() {
    Parity parity = new Parity("pooling/metafor_areas");
    for (Map<String, String> row : GoldenTable.rows(SET + "/metafor_areas.csv")) {
      PooledEffects effects = fit(row);
      int j = Integer.parseInt(row.get("area")) - 1;
      PooledEffects.AreaEffect area = effects.areas().get(j);
      PooledEffects without =
          leftOut
              .computeIfAbsent(
                  key(row, false), k -> pooling(row).leaveOneOut(areas(row.get("outcome"), false)))
              .get(j);
      double actual =
          switch (row.get("quantity")) {
            case "blup" -> area.effect();
            case "blup_se" -> area.standardError();
            case "blup_pi_low" -> area.interval().low();
            case "blup_pi_high" -> area.interval().high();
            case "weight_percent" -> area.weightPercent();
            case "loo_estimate" -> without.mean().estimate();
            case "loo_se" -> without.mean().standardError();
            case "loo_tau2" -> without.tau2();
            case "loo_Q" -> without.q();
            default -> throw new IllegalArgumentException(row.toString());
          };
      parity.compare(row.toString(), actual, Double.parseDouble(row.get("value")), POINTS);
    }
    parity.summary(2052);
  }
}

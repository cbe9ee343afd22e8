package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;
import org.junit.jupiter.api.Test;

/** Every number of clubSandwich 0.6.0 in the golden set. */
class ClubSandwichGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private static Panel panel(String weights) {
    return GoldenPanel.read("twfe-inference", weights.equals("pop"), r -> true);
  }

  private static double treated(Panel panel, int i, int t) {
    return panel.cohort(i) <= panel.periods()[t] ? 1 : 0;
  }

  private final Map<String, ClusterRegression> fits = new HashMap<>();

  private ClusterRegression fit(String weights, String cluster) {
    return fits.computeIfAbsent(
        weights + cluster,
        key -> {
          Panel panel = panel(weights);
          return RowRegression.of(
              panel, cluster.equals("unit"), 1, (i, t, j) -> treated(panel, i, t));
        });
  }

  @Test
  void everyVarianceAndItsDegreesOfFreedomAgree() {
    Parity parity = new Parity("twfe-inference clubSandwich CR0-CR3, dof");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/clubsandwich.csv")) {
      String type = row.get("type");
      if (!row.get("term").equals("treat")) {
        continue;
      }
      ClusterRegression regression = fit(row.get("weights"), row.get("cluster"));
      int clusters = regression.clusters().size();
      AdjustedScores scores =
          new AdjustedScores(
              regression,
              new double[][] {regression.target()},
              switch (type) {
                case "CR2" -> Adjustment.ROOT;
                case "CR3" -> Adjustment.INVERSE;
                default -> Adjustment.NONE;
              },
              false);
      boolean dummies = row.get("regression").equals("lsdv");
      double k = dummies ? 130 : 10;
      double factor =
          switch (type) {
            case "CR1" -> clusters / (clusters - 1.0);
            case "CR1p" -> clusters / (clusters - k);
            case "CR1S" -> clusters * 1199.0 / ((clusters - 1) * (1200.0 - k));
            default -> 1;
          };
      double error = Math.sqrt(factor * scores.covariance(0, 0));
      double dof = scores.dof(0);
      double statistic = regression.estimate() / error;
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "estimate" -> parity.compare(at, regression.estimate(), expected, POINT);
        case "std_error" -> parity.compare(at, error, expected, ERROR);
        case "t_stat" -> parity.compare(at, statistic, expected, ERROR);
        case "dof_satterthwaite" -> parity.compare(at, dof, expected, ERROR);
        case "p_satterthwaite" ->
            parity.compare(
                at,
                new Reference(OptionalDouble.of(dof)).twoSidedP(statistic) / expected,
                1,
                ERROR);
        case "p_naive_t" ->
            parity.compare(
                at,
                new Reference(OptionalDouble.of(clusters - 1)).twoSidedP(statistic) / expected,
                1,
                ERROR);
        default -> throw new IllegalStateException(row.get("quantity"));
      }
    }
    parity.summary(240);
  }

  @Test
  void theEstimatorsGiveTheSameFromMoments() {
    Parity parity = new Parity("twfe-inference clubSandwich CR2 from moments");
    for (String weights : List.of("none", "pop")) {
      Estimated twfe =
          new TwoWayFixedEffects().fit(PanelMoments.of(panel(weights))).estimated().get(0);
      Inferred inferred = (Inferred) new Cr2().infer(twfe, 0.95);
      for (Map<String, String> row : GoldenTable.rows("twfe-inference/clubsandwich.csv")) {
        if (row.get("type").equals("CR2")
            && row.get("weights").equals(weights)
            && row.get("cluster").equals("area")) {
          double expected = Double.parseDouble(row.get("value"));
          String at = row.values().toString();
          switch (row.get("quantity")) {
            case "std_error" ->
                parity.compare(at, inferred.standardError().orElseThrow(), expected, ERROR);
            case "dof_satterthwaite" ->
                parity.compare(at, inferred.dof().orElseThrow(), expected, ERROR);
            case "p_satterthwaite" -> parity.compare(at, inferred.pValue() / expected, 1, ERROR);
            default -> assertThat(row.get("quantity")).isIn("estimate", "t_stat", "p_naive_t");
          }
        }
      }
    }
    parity.summary(12);
  }

  @Test
  void theEventStudyAndItsJointTestAgree() {
    Panel panel = panel("none");
    List<Integer> times = new ArrayList<>();
    for (int e = -7; e <= 7; e++) {
      if (e != -1) {
        times.add(e);
      }
    }
    ClusterRegression study =
        RowRegression.of(
            panel,
            false,
            times.size(),
            (i, t, j) ->
                panel.cohort(i) != Panel.NEVER
                        && panel.periods()[t] - panel.cohort(i) == times.get(j)
                    ? 1
                    : 0);
    List<ClusterRegression> effects = new ArrayList<>();
    double[][] targets = new double[times.size()][study.target().length];
    for (int s = 0; s < targets.length; s++) {
      targets[s][s] = 1;
      effects.add(study.withTarget(targets[s]));
    }
    AdjustedScores scores = new AdjustedScores(study, targets, Adjustment.ROOT, false);
    HtzTest.Result htz =
        HtzTest.ofAll(effects.subList(0, 3), Cr2.WorkingModel.EQUAL_VARIANCE).orElseThrow();
    Parity parity = new Parity("twfe-inference clubSandwich event study, HTZ");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/clubsandwich.csv")) {
      double expected = row.get("value").equals("Inf") ? 0 : Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      if (row.get("type").equals("CR2 event study")) {
        int s = times.indexOf(Integer.valueOf(row.get("term")));
        double error = Math.sqrt(scores.covariance(s, s));
        switch (row.get("quantity")) {
          case "estimate" -> parity.compare(at, effects.get(s).estimate(), expected, POINT);
          case "std_error" -> parity.compare(at, error, expected, ERROR);
          case "dof_satterthwaite" -> parity.compare(at, scores.dof(s), expected, ERROR);
          case "p_satterthwaite" ->
              parity.compare(
                  at,
                  new Reference(OptionalDouble.of(scores.dof(s)))
                          .twoSidedP(effects.get(s).estimate() / error)
                      / expected,
                  1,
                  ERROR);
          default -> throw new IllegalStateException(row.get("quantity"));
        }
      } else if (row.get("type").startsWith("CR2 Wald")) {
        joint(parity, row, htz, expected);
      }
    }
    parity.summary(14 * 4 + 11);
  }

  private static void joint(
      Parity parity, Map<String, String> row, HtzTest.Result htz, double expected) {
    String at = row.values().toString();
    double naive = htz.wald() / htz.effects();
    boolean isHtz = row.get("type").endsWith("HTZ");
    boolean isF = row.get("type").endsWith("Naive-F");
    switch (row.get("quantity")) {
      case "F_stat" -> parity.compare(at, isHtz ? htz.statistic() : naive, expected, ERROR);
      case "df_num" -> parity.compare(at, htz.effects(), expected, ERROR);
      case "df_denom" -> {
        if (isHtz || isF) {
          parity.compare(at, isHtz ? htz.dof() : 18, expected, ERROR);
        }
      }
      case "p_value" -> {
        double p =
            isHtz
                ? htz.pValue()
                : isF
                    ? 1 - new FDistribution(3, 18).cumulativeProbability(naive)
                    : 1 - new ChiSquaredDistribution(3).cumulativeProbability(htz.wald());
        parity.compare(at, p, expected, ERROR);
      }
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }
}

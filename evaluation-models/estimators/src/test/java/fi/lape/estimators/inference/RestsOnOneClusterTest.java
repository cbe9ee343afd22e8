package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.CohortRegressionSettings;
import fi.lape.estimators.did.Imputation;
import fi.lape.estimators.did.ImputationSettings;
import fi.lape.estimators.did.SunAbraham;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One cohort lives in one cluster: its coefficients cannot be had without it, and only the rows
 * that need them are refused. The truth is the regression of rows fitted again and again without a
 * cluster, by singular values.
 */
class RestsOnOneClusterTest {
  private static final int ALONE = 2013;
  private static final int SPREAD = 2015;
  private static final int CLUSTERS = 6;

  private final List<double[]> x = new ArrayList<>(); // unit means taken out
  private final List<Double> y = new ArrayList<>();
  private final List<Double> w = new ArrayList<>();
  private final List<Integer> cluster = new ArrayList<>();

  /** Cohort 2013 is in K0 alone, 2015 in K1 to K3; weights are all 1, or differ. */
  private static Panel panel(boolean weighted) {
    Panel random = RandomPanel.of(30, CLUSTERS, new int[] {Panel.NEVER}, 11);
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] cohorts = new int[random.size()];
    double[] weights = new double[random.size()];
    double[][] outcomes = new double[random.size()][];
    for (int i = 0; i < cohorts.length; i++) {
      ids.add(random.id(i));
      names.add(random.cluster(i));
      int k = i % CLUSTERS;
      boolean adopts = i / CLUSTERS % 2 == 0 && k < 4;
      cohorts[i] = !adopts ? Panel.NEVER : k == 0 ? ALONE : SPREAD;
      weights[i] = weighted ? random.weight(i) : 1;
      outcomes[i] = random.outcomes(i);
    }
    return new Panel(random.periods(), ids, names, cohorts, weights, outcomes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyRowsThatNeedItsCoefficientsAreRefused(boolean weighted) {
    Panel panel = panel(weighted);
    rows(panel);
    int answered = 0;
    int refused = 0;
    for (Estimated effect : estimated(panel)) {
      double[] c = target(panel, effect.key());
      double[] full = times(inverse(-1), moments(-1, y));
      assertThat(effect.estimate()).as("%s", effect.key()).isCloseTo(dot(c, full), within(1e-9));
      OptionalDouble jackknife = jackknife(c);
      OptionalDouble adjusted = cr2(c);
      assertThat(adjusted.isPresent()).isEqualTo(jackknife.isPresent());
      for (WildSettings each :
          List.of(
              WildSettings.DEFAULTS,
              WildSettings.DEFAULTS.with(
                  WildClusterTest.Restriction.UNRESTRICTED, WildClusterTest.Scores.JACKKNIFE))) {
        boolean restricted = each.restriction() == WildClusterTest.Restriction.RESTRICTED;
        InferenceResult wild = new WildClusterTest(each).infer(effect, 0.9);
        if (restricted || jackknife.isPresent()) {
          assertThat(((Inferred) wild).pValue())
              .as("%s %s", each, effect.key())
              .isCloseTo(wildP(c, restricted), within(1e-12));
        } else {
          assertThat(((NotInferable) wild).refusal()).isEqualTo(Refusal.RESTS_ON_ONE_CLUSTER);
        }
      }
      same(new Cr3(Cr3.Scale.ONE).infer(effect, 0.95), jackknife, effect.key());
      same(new Cr2().infer(effect, 0.95), adjusted, effect.key());
      answered += jackknife.isPresent() ? 1 : 0;
      refused += jackknife.isPresent() ? 0 : 1;
    }
    // of cohort 2015: its 6 cells, its average, and event times −5 and −4, where it is alone
    assertThat(answered).isEqualTo(9);
    assertThat(refused).isEqualTo(6 + 1 + 1 + 6); // 2013's cells and average, simple, event times
  }

  private static List<Estimated> estimated(Panel panel) {
    Set<String> weighedByAdopters = Set.of("att-gt", "att-simple", "att-group", "att-dynamic");
    return new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM)
        .fit(panel).estimated().stream()
            .filter(effect -> weighedByAdopters.contains(effect.key().estimand()))
            .toList();
  }

  /** Only K0 has untreated units from 2015 on; truth by imputing again without a cluster. */
  @Test
  void whatOneClusterAloneImputesIsRefused() {
    int[] cohortOf = {Panel.NEVER, ALONE, ALONE, ALONE, SPREAD, SPREAD};
    Panel random = RandomPanel.of(30, CLUSTERS, new int[] {Panel.NEVER}, 12);
    Imputation imputation = new Imputation(ImputationSettings.imputation(Map.of()));
    Fit fit = imputation.fit(adopting(random, cohortOf, -1));
    int answered = 0;
    int refused = 0;
    for (Estimated effect : fit.estimated()) {
      EffectKey key = effect.key();
      if (!key.estimand().equals("att-gt") && !key.estimand().equals("att-simple")) {
        continue;
      }
      double sum = 0;
      boolean determined = !key.estimand().equals("att-simple");
      for (int k = 0; k < CLUSTERS && determined; k++) {
        Optional<Effect> without = imputation.fit(adopting(random, cohortOf, k)).effect(key);
        determined = without.isPresent() && without.get() instanceof Estimated;
        if (determined) {
          double change = ((Estimated) without.get()).estimate() - effect.estimate();
          sum += change * change;
        }
      }
      OptionalDouble expected =
          determined ? OptionalDouble.of(Math.sqrt(sum)) : OptionalDouble.empty();
      same(new Cr3(Cr3.Scale.ONE).infer(effect, 0.95), expected, key);
      answered += determined ? 1 : 0;
      refused += determined ? 0 : 1;
    }
    assertThat(answered).isEqualTo(2); // 2013 in 2013 and 2014
    assertThat(refused).isEqualTo(2 + 2 + 1); // both cohorts in 2015 and 2016, and the average
  }

  private static Panel adopting(Panel random, int[] cohortOfCluster, int without) {
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < random.size(); i++) {
      if (i % CLUSTERS != without) {
        ids.add(random.id(i));
        names.add(random.cluster(i));
        kept.add(i);
      }
    }
    return new Panel(
        random.periods(),
        ids,
        names,
        kept.stream().mapToInt(i -> cohortOfCluster[i % CLUSTERS]).toArray(),
        kept.stream().mapToDouble(random::weight).toArray(),
        kept.stream().map(random::outcomes).toArray(double[][]::new));
  }

  private static void same(InferenceResult actual, OptionalDouble expected, EffectKey key) {
    if (expected.isPresent()) {
      assertThat(((Inferred) actual).standardError().orElseThrow())
          .as("%s of %s", actual.name(), key)
          .isCloseTo(expected.getAsDouble(), within(1e-9));
    } else {
      assertThat(((NotInferable) actual).refusal())
          .as("%s of %s", actual.name(), key)
          .isEqualTo(Refusal.RESTS_ON_ONE_CLUSTER);
    }
  }

  private void rows(Panel panel) {
    int[] periods = panel.periods();
    int p = 3 * (periods.length - 1);
    for (int i = 0; i < panel.size(); i++) {
      double[][] unit = new double[periods.length][p];
      double[] mean = new double[p];
      double level = 0;
      for (int t = 0; t < periods.length; t++) {
        double[] row = unit[t];
        column(panel.cohort(i), periods[t]).ifPresent(j -> row[j] = 1);
        if (t > 0) {
          unit[t][p - periods.length + t] = 1;
        }
        for (int j = 0; j < p; j++) {
          mean[j] += unit[t][j] / periods.length;
        }
        level += panel.outcome(i, t) / periods.length;
      }
      for (int t = 0; t < periods.length; t++) {
        for (int j = 0; j < p; j++) {
          unit[t][j] -= mean[j];
        }
        x.add(unit[t]);
        y.add(panel.outcome(i, t) - level);
        w.add(panel.weight(i));
        cluster.add(i % CLUSTERS);
      }
    }
  }

  /** Cohort by period, without the period before adoption. */
  private static OptionalInt column(int cohort, int period) {
    if (cohort == Panel.NEVER || period == cohort - 1) {
      return OptionalInt.empty();
    }
    int place = period - 2010 - (period >= cohort ? 1 : 0);
    return OptionalInt.of(cohort == ALONE ? place : 6 + place);
  }

  private double[] target(Panel panel, EffectKey key) {
    double[] c = new double[x.get(0).length];
    double total = 0;
    for (int i = 0; i < panel.size(); i++) {
      int cohort = panel.cohort(i);
      if (cohort == Panel.NEVER || key.cohort().orElse(cohort) != cohort) {
        continue;
      }
      for (int period : panel.periods()) {
        boolean wanted =
            key.period().isPresent()
                ? key.period().getAsInt() == period
                : key.eventTime().isPresent()
                    ? key.eventTime().getAsInt() == period - cohort
                    : period >= cohort;
        if (wanted) {
          c[column(cohort, period).orElseThrow()] += panel.weight(i);
          total += panel.weight(i);
        }
      }
    }
    for (int j = 0; j < c.length; j++) {
      c[j] /= total;
    }
    return c;
  }

  private double[][] matrix(int without) {
    int p = x.get(0).length;
    double[][] m = new double[p][p];
    for (int i = 0; i < x.size(); i++) {
      for (int a = 0; a < p && cluster.get(i) != without; a++) {
        for (int b = 0; b < p; b++) {
          m[a][b] += w.get(i) * x.get(i)[a] * x.get(i)[b];
        }
      }
    }
    return m;
  }

  private double[] moments(int without, List<Double> outcome) {
    double[] v = new double[x.get(0).length];
    for (int i = 0; i < x.size(); i++) {
      for (int a = 0; a < v.length && cluster.get(i) != without; a++) {
        v[a] += w.get(i) * x.get(i)[a] * outcome.get(i);
      }
    }
    return v;
  }

  /** The Moore–Penrose inverse of X'WX, without a cluster or (−1) with all. */
  private double[][] inverse(int without) {
    return pseudo(matrix(without));
  }

  private static double[][] pseudo(double[][] matrix) {
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(matrix));
    double[] values = svd.getSingularValues();
    double[][] pseudo = new double[matrix[0].length][matrix.length];
    for (int r = 0; r < values.length; r++) {
      for (int i = 0; i < pseudo.length && values[r] > 1e-9 * values[0]; i++) {
        for (int j = 0; j < matrix.length; j++) {
          pseudo[i][j] += svd.getV().getEntry(i, r) / values[r] * svd.getU().getEntry(j, r);
        }
      }
    }
    return pseudo;
  }

  /** Whether c lies in the rows that are left, and if so Σ(θ_(k) − θ)². */
  private OptionalDouble jackknife(double[] c) {
    double theta = dot(c, times(inverse(-1), moments(-1, y)));
    double sum = 0;
    for (int k = 0; k < CLUSTERS; k++) {
      double[][] inverse = inverse(k);
      double[] projected = times(matrix(k), times(inverse, c));
      for (int j = 0; j < c.length; j++) {
        if (Math.abs(projected[j] - c[j]) > 1e-8) {
          return OptionalDouble.empty();
        }
      }
      double change = dot(c, times(inverse, moments(k, y))) - theta;
      sum += change * change;
    }
    return OptionalDouble.of(Math.sqrt(sum));
  }

  private OptionalDouble cr2(double[] c) {
    OptionalDouble variance =
        DenseCr2.variance(
            x.toArray(double[][]::new),
            w.stream().mapToDouble(Double::doubleValue).toArray(),
            y.stream().mapToDouble(Double::doubleValue).toArray(),
            cluster.stream().mapToInt(Integer::intValue).toArray(),
            c);
    return variance.isPresent()
        ? OptionalDouble.of(Math.sqrt(variance.getAsDouble()))
        : OptionalDouble.empty();
  }

  /**
   * WCR 31 or WCU 31: outcomes drawn and fitted again for every pattern; p is at least that of the
   * sample and its mirror.
   */
  private double wildP(double[] c, boolean restricted) {
    double[][] inverse = inverse(-1);
    double[] direction = times(inverse, c);
    double[] beta = times(inverse, moments(-1, y));
    double[] generating = restricted ? restricted(-1, c) : beta;
    List<double[]> left = new ArrayList<>();
    for (int k = 0; k < CLUSTERS; k++) {
      left.add(restricted ? restricted(k, c) : times(inverse(k), moments(k, y)));
    }
    double observed = Math.abs(dot(c, beta)) / error(direction, beta, y);
    int large = 0;
    for (int pattern = 0; pattern < 1 << CLUSTERS; pattern++) {
      List<Double> drawn = new ArrayList<>();
      for (int i = 0; i < x.size(); i++) {
        int k = cluster.get(i);
        double sign = (pattern >> k & 1) == 0 ? 1 : -1;
        drawn.add(dot(x.get(i), generating) + sign * (y.get(i) - dot(x.get(i), left.get(k))));
      }
      double[] b = times(inverse, moments(-1, drawn));
      double t = Math.abs(dot(c, b) - dot(c, generating)) / error(direction, b, drawn);
      large += t > observed * (1 - 1e-9) ? 1 : 0;
    }
    return Math.max(large, restricted ? 2 : 0) / (double) (1 << CLUSTERS);
  }

  private double error(double[] direction, double[] b, List<Double> outcome) {
    double[] sums = new double[CLUSTERS];
    for (int i = 0; i < x.size(); i++) {
      sums[cluster.get(i)] +=
          w.get(i) * dot(direction, x.get(i)) * (outcome.get(i) - dot(x.get(i), b));
    }
    return Math.sqrt(dot(sums, sums));
  }

  /** Least squares with c'b = 0: b = Na, N the rest of an orthonormal basis that begins with c. */
  private double[] restricted(int without, double[] c) {
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(new double[][] {c}).transpose());
    // I − cc'/c'c spans what the restriction leaves
    double[] unit = svd.getU().getColumn(0);
    int p = c.length;
    double[][] n = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        n[i][j] = (i == j ? 1 : 0) - unit[i] * unit[j];
      }
    }
    double[][] inner = new double[p][];
    double[][] m = matrix(without);
    for (int j = 0; j < p; j++) {
      inner[j] = times(n, times(m, n[j]));
    }
    return times(n, times(pseudo(inner), times(n, moments(without, y))));
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

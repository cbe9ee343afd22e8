package fi.lape.estimators;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the panel, every method and every inference gives a number or a name, and nothing else.
 */
class EveryMethodPropertyTest {
  private static final int FIRST = 2010;

  @Property(tries = 60, seed = "2016")
  void aNumberOrANamedRefusal(
      @ForAll @IntRange(min = 1, max = 14) int units,
      @ForAll @IntRange(min = 1, max = 5) int periods,
      @ForAll @IntRange(min = 1, max = 6) int clusters,
      @ForAll @IntRange(min = 0, max = 2) int covariates,
      @ForAll @IntRange(min = 0, max = 4) int holes,
      @ForAll long seed) {
    Panel panel = panel(units, periods, clusters, covariates, holes, new Random(seed));
    for (Methods method : Methods.values()) {
      try {
        for (Effect effect : method.estimator(settings(method), dose(panel)).fit(panel).effects()) {
          if (effect instanceof Estimated estimated) {
            check(method, estimated);
          }
        }
      } catch (EvaluationException worded) {
        assertThat(worded.getMessage()).as(method.word()).startsWith(worded.code() + ": ");
      }
    }
  }

  private static Map<String, String> settings(Methods method) {
    return method.needs() == Methods.Needs.DOSE
        ? Map.of("base_period", "2010", "periods", "2011")
        : Map.of();
  }

  private static Map<String, Double> dose(Panel panel) {
    Map<String, Double> dose = new TreeMap<>();
    for (int i = 0; i < panel.size(); i++) {
      dose.put(panel.cluster(i), (double) (panel.cluster(i).hashCode() % 3));
    }
    return dose;
  }

  private static void check(Methods method, Estimated estimated) {
    assertThat(estimated.influence().sumOfSquares()).as(method.word()).isFinite();
    for (String name : Inferences.names()) {
      InferenceResult result = Inferences.of(name).infer(estimated, 0.95);
      if (result instanceof Inferred i) {
        String what = name + " of " + method.word() + " " + estimated.key();
        assertThat(i.pValue()).as(what).isBetween(0.0, 1.0);
        i.standardError().ifPresent(e -> assertThat(e).as(what).isPositive().isFinite());
        i.low().ifPresent(l -> assertThat(l).as(what).isFinite());
        i.high().ifPresent(h -> assertThat(h).as(what).isFinite());
        assertThat(i.clustersEffective()).as(what).isBetween(0.99, i.clusters() + 1e-9);
      }
    }
  }

  /** Small whole outcomes make ties, equal columns and fits without error likely. */
  private static Panel panel(
      int units, int periods, int clusters, int covariates, int holes, Random random) {
    int[] years = new int[periods];
    for (int t = 0; t < periods; t++) {
      years[t] = FIRST + t;
    }
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] cohorts = new int[units];
    double[] weights = new double[units];
    double[][] y = new double[units][periods];
    double[][] d = new double[units][periods];
    boolean[][] observed = new boolean[units][periods];
    double[][][] x = new double[units][periods][covariates];
    for (int i = 0; i < units; i++) {
      ids.add("U" + i);
      names.add("K" + i % clusters);
      cohorts[i] = random.nextInt(3) == 0 ? Panel.NEVER : FIRST + random.nextInt(periods + 2) - 1;
      weights[i] = 1 + random.nextInt(3);
      int sure = random.nextInt(periods);
      for (int t = 0; t < periods; t++) {
        observed[i][t] = t == sure || random.nextInt(10) >= holes;
        y[i][t] = random.nextInt(4);
        d[i][t] = random.nextInt(3);
        for (int j = 0; j < covariates; j++) {
          x[i][t][j] = random.nextInt(3);
        }
      }
    }
    Panel panel = Panel.withHoles(years, ids, names, cohorts, weights, y, observed);
    List<String> columns = List.of("x1", "x2").subList(0, covariates);
    return (covariates > 0 ? panel.withCovariates(columns, x) : panel).withTreatment(d);
  }
}

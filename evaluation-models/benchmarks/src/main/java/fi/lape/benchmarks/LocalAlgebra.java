package fi.lape.benchmarks;

import fi.lape.estimators.Methods;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What comes after the one pass over the data: 19 areas × 12 years × 5 cohorts, whatever the number
 * of units was.
 */
public final class LocalAlgebra {
  private static final int AREAS = 19;
  private static final int UNITS = 293;
  private static final int[] COHORTS = {2017, 2018, 2019, 2020, Panel.NEVER};

  private LocalAlgebra() {}

  /** Prints a line a step: median and extremes of the repetitions, in milliseconds. */
  public static void main(String[] arguments) {
    PanelMoments moments = PanelMoments.of(panel());
    Estimator estimator =
        (Estimator) Methods.of("group-time-att").estimator(Map.of("aggregate", "all"), Map.of());
    Estimated overall =
        (Estimated) estimator.fit(moments).effect(EffectKey.of("att-simple")).orElseThrow();
    List<Estimated> all = estimator.fit(moments).estimated();
    System.out.printf(
        Locale.ROOT,
        "19 areas, %d years, %d cohorts, %d effects; Java %s, %d processors%n",
        moments.periods().length,
        COHORTS.length,
        all.size(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    List<Timing> timings = new ArrayList<>();
    timings.add(Timing.of("cells, aggregates, influence", 21, () -> fit(estimator, moments)));
    timings.add(Timing.of("leave one area out, 19 fits", 11, () -> leaveOut(estimator, moments)));
    timings.add(Timing.of("covariance of all effects", 11, () -> covariance(all)));
    for (String name : Inferences.names()) {
      Inference inference = Inferences.of(name);
      timings.add(
          Timing.of(name + ", one effect", 11, () -> inference.infer(overall, 0.95).clusters()));
    }
    timings.forEach(timing -> System.out.println(timing.line()));
    System.out.println(Timing.json(timings));
  }

  private static double fit(Estimator estimator, PanelMoments moments) {
    double sum = 0;
    for (Effect effect : estimator.fit(moments).effects()) {
      sum += effect instanceof Estimated e ? e.estimate() : 0;
    }
    return sum;
  }

  private static double leaveOut(Estimator estimator, PanelMoments moments) {
    double sum = 0;
    for (String area : moments.clusters()) {
      sum += fit(estimator, moments.minus(area));
    }
    return sum;
  }

  private static double covariance(List<Estimated> effects) {
    double sum = 0;
    for (Estimated one : effects) {
      for (Estimated other : effects) {
        sum += one.influence().clusterCovariance(other.influence());
      }
    }
    return sum;
  }

  private static Panel panel() {
    Random random = new Random(2016);
    int[] periods = new int[12];
    for (int t = 0; t < periods.length; t++) {
      periods[t] = 2010 + t;
    }
    List<String> ids = new ArrayList<>();
    List<String> areas = new ArrayList<>();
    int[] cohorts = new int[UNITS];
    double[] weights = new double[UNITS];
    double[][] y = new double[UNITS][periods.length];
    for (int i = 0; i < UNITS; i++) {
      ids.add("U" + i);
      areas.add("A" + i % AREAS);
      cohorts[i] = COHORTS[random.nextInt(COHORTS.length)];
      weights[i] = 50 + random.nextInt(5000);
      for (int t = 0; t < periods.length; t++) {
        y[i][t] = 5 + random.nextGaussian() - (cohorts[i] <= periods[t] ? 0.5 : 0);
      }
    }
    return new Panel(periods, ids, areas, cohorts, weights, y);
  }
}

package fi.lape.jobs.calibrate;

import fi.lape.estimators.Methods;
import fi.lape.estimators.calibration.Judgement;
import fi.lape.estimators.calibration.OutcomeSimulator;
import fi.lape.estimators.calibration.PanelShape;
import fi.lape.estimators.calibration.Permutation;
import fi.lape.estimators.calibration.Tally;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.Uncertainty;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a replicate of one analysis needs, in a form that can be sent to executors: the law of
 * the outcome, who is treated when and how much, and the method and inference as the evaluation
 * chooses them. A replicate needs no Spark.
 */
final class CaseSpec implements Serializable {
  private static final long serialVersionUID = 1;

  /** Inferences that are tallied beside the one of the analysis. */
  static final List<String> BESIDE = List.of("cr1", "cr3", "wild-cluster");

  private static final Inference CR3 = Inferences.of("cr3");

  private final Words words;
  private final OutcomeSimulator simulator;
  private final int[] cohorts;
  private final double[][] exposed;

  /**
   * What is done, in words.
   *
   * @param seed names the replicates: plan hash and analysis
   * @param wanted the analysis's inference, or by-design
   * @param counts whether the method reads counts and their exposure
   */
  record Words(
      String seed,
      String method,
      TreeMap<String, String> settings,
      TreeMap<String, Double> doses,
      String estimand,
      String wanted,
      boolean counts)
      implements Serializable {}

  /**
   * @param cohorts first treated year by unit
   * @param exposed by unit and year, what an effect of 1 adds to the expected outcome
   */
  CaseSpec(Words words, OutcomeSimulator simulator, int[] cohorts, double[][] exposed) {
    this.words = words;
    this.simulator = simulator;
    this.cohorts = cohorts.clone();
    this.exposed = exposed;
  }

  /** The same with municipalities, or areas with their doses, in another order. */
  CaseSpec shuffled(long seed) {
    TreeMap<String, Double> dealt = new TreeMap<>();
    List<String> areas = List.copyOf(words.doses().keySet());
    int[] order = Permutation.of(seed, areas.size());
    for (int k = 0; k < order.length; k++) {
      dealt.put(areas.get(k), words.doses().get(areas.get(order[k])));
    }
    int[] units = Permutation.of(seed, cohorts.length);
    int[] others = Arrays.stream(units).map(u -> cohorts[u]).toArray();
    Words same =
        new Words(
            words.seed(),
            words.method(),
            words.settings(),
            dealt,
            words.estimand(),
            words.wanted(),
            words.counts());
    return new CaseSpec(same, simulator, others, exposed);
  }

  /** The law the outcome follows. */
  OutcomeSimulator simulator() {
    return simulator;
  }

  /** The number that answers the analysis on one replicate; empty where there is none. */
  Optional<Estimated> estimate(int replicate, double effect) {
    long seed = OutcomeSimulator.seed(words.seed(), words.estimand(), replicate);
    double[][] values = simulator.draw(seed, times(effect));
    return estimate(values);
  }

  /** The same analysis of outcomes that are given. */
  Optional<Estimated> estimate(double[][] values) {
    PanelEstimator estimator =
        Methods.of(words.method()).estimator(words.settings(), words.doses());
    EffectKey key = EffectKey.of(words.estimand());
    Optional<Effect> answer =
        estimator instanceof Estimator onMoments && !words.counts()
            ? onMoments.effect(moments(values), key)
            : estimator.fit(panel(values)).effect(key);
    return answer.filter(Estimated.class::isInstance).map(Estimated.class::cast);
  }

  private double[][] times(double effect) {
    double[][] added = new double[exposed.length][];
    for (int u = 0; u < added.length; u++) {
      added[u] = exposed[u].clone();
      for (int t = 0; t < added[u].length; t++) {
        added[u][t] *= effect;
      }
    }
    return added;
  }

  private PanelMoments moments(double[][] values) {
    PanelShape shape = simulator.shape();
    MomentsBuilder builder = new MomentsBuilder(shape.periods());
    for (int u = 0; u < values.length; u++) {
      builder.add(shape.clusterOf(u), cohorts[u], shape.weight(u), values[u]);
    }
    return builder.build();
  }

  private Panel panel(double[][] values) {
    PanelShape shape = simulator.shape();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    double[] weights = new double[values.length];
    double[][] outcomes = new double[values.length][];
    double[][] exposure = new double[values.length][shape.periodCount()];
    for (int u = 0; u < values.length; u++) {
      ids.add("%05d".formatted(u));
      clusters.add(shape.clusterOf(u));
      weights[u] = words.counts() ? 1 : shape.weight(u);
      outcomes[u] = values[u].clone();
      for (int t = 0; t < exposure[u].length; t++) {
        exposure[u][t] = shape.exposure(u, t);
        outcomes[u][t] *= words.counts() ? exposure[u][t] / simulator.model().law().scale() : 1;
      }
    }
    Panel panel = new Panel(shape.periods(), ids, clusters, cohorts, weights, outcomes);
    return words.counts() ? panel.withExposure(exposure) : panel;
  }

  /** The inferences tallied: first that of the analysis, then those beside it. */
  List<String> inferences() {
    List<String> names = new ArrayList<>();
    names.add(chosen().map(Inference::name).orElse(words.wanted()));
    BESIDE.stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  /** What the evaluation calls the inferences of this case, in the order of {@link #inferences}. */
  List<String> labels() {
    Optional<Estimated> estimated = estimate(0, 0);
    return inferences().stream()
        .map(
            name ->
                estimated
                    .map(e -> Inferences.of(name).infer(e, Uncertainty.LEVEL).name())
                    .orElse(name))
        .toList();
  }

  /** What the design chooses does not depend on outcomes; empty where nothing can be estimated. */
  private Optional<Inference> chosen() {
    return estimate(0, 0).map(estimated -> DesignInference.choose(words.wanted(), estimated));
  }

  /**
   * Replicates from one number to before another.
   *
   * @param effects the true effects planted, one after the other, on the same draws
   * @return a tally by effect and inference, in the order of {@link #inferences}
   */
  Tally[][] run(int from, int before, double[] effects, List<String> inferences) {
    Tally[][] tallies = new Tally[effects.length][inferences.size()];
    for (Tally[] row : tallies) {
      Arrays.fill(row, Tally.NONE);
    }
    List<Inference> tests = inferences.stream().map(Inferences::of).toList();
    for (int replicate = from; replicate < before; replicate++) {
      for (int e = 0; e < effects.length; e++) {
        Optional<Estimated> estimated = estimate(replicate, effects[e]);
        double error = estimated.map(CaseSpec::jackknife).orElse(0.0);
        for (int j = 0; j < tests.size(); j++) {
          tallies[e][j] = tallies[e][j].plus(judged(tests.get(j), estimated, effects[e], error));
        }
      }
    }
    return tallies;
  }

  /**
   * Placebos from one number to before another: the outcomes as they are, and assignments dealt out
   * anew.
   */
  Tally placebos(double[][] values, int from, int before, String inference) {
    Tally tally = Tally.NONE;
    Inference test = Inferences.of(inference);
    for (int draw = from; draw < before; draw++) {
      long seed = OutcomeSimulator.seed(words.seed(), "placebo", draw);
      Optional<Estimated> estimated = shuffled(seed).estimate(values);
      double error = estimated.map(CaseSpec::jackknife).orElse(0.0);
      tally = tally.plus(judged(test, estimated, 0, error));
    }
    return tally;
  }

  private static Tally judged(
      Inference test, Optional<Estimated> answer, double truth, double error) {
    return answer
        .flatMap(
            estimated ->
                Judgement.of(test, estimated, truth, Uncertainty.LEVEL)
                    .map(
                        j -> Tally.of(estimated.estimate(), truth, j.covers(), j.rejects(), error)))
        .orElse(Tally.FAILED);
  }

  /** The standard error that stands beside every estimate. */
  private static double jackknife(Estimated estimated) {
    return CR3.infer(estimated, Uncertainty.LEVEL) instanceof Inferred inferred
        ? inferred.standardError().orElse(0)
        : 0;
  }
}

package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Influence;
import fi.lape.estimators.estimate.UnitInfluence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Multiplier bootstrap of the influence function: θ* − θ = Σ_k g_k q_k, q_k what a cluster (or a
 * unit) adds to the estimate, g_k with mean 0 and variance 1. Nothing is estimated again, and the
 * error √Σq_k² is that of {@link SmallSample#CR0}: it asks for many clusters.
 *
 * <p>Rademacher signs of up to {@link WildClusterTest#MOST_CLUSTERS} clusters are enumerated; else
 * weights are hashed from the seed and the clusters' names.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2020.12.001">Callaway and Sant'Anna (2021),
 *     algorithm 1</a>
 */
public final class MultiplierBootstrap implements Inference {
  /** The law of g. */
  public enum Weights {
    RADEMACHER,
    MAMMEN
  }

  /** What g is drawn for. */
  public enum Over {
    CLUSTERS,
    /** Only where the estimate knows its influence unit by unit. */
    UNITS
  }

  /**
   * Every choice.
   *
   * @param draws where patterns are not enumerated, 1 or more
   */
  public record Settings(Weights weights, Over over, int draws, long seed) {
    /** Signs of clusters, 9 999 draws. */
    public static final Settings DEFAULTS =
        new Settings(Weights.RADEMACHER, Over.CLUSTERS, 9_999, 1);

    public Settings {
      requireNonNull(weights, "weights is null");
      requireNonNull(over, "over is null");
      if (draws < 1) {
        throw EvaluationErrors.settingOutOfRange("draws", draws, "1 or more");
      }
    }
  }

  private final Settings settings;

  public MultiplierBootstrap(Settings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String name() {
    return "multiplier";
  }

  @Override
  public InferenceResult infer(Estimated estimated, double level) {
    Reference.requireLevel(level);
    int clusters = estimated.clusters().size();
    if (settings.over() == Over.CLUSTERS && clusters < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, clusters);
    }
    Optional<double[]> shares = shares(estimated.influence());
    if (shares.isEmpty()) {
      return new NotInferable(name(), Refusal.UNITS_NOT_KEPT, clusters);
    }
    double error = size(shares.get());
    if (WaldResult.isRounding(error * error, estimated.estimate())) {
      return new NotInferable(name(), Refusal.NO_RESIDUAL_VARIATION, clusters);
    }
    MultiplierWeights weights = weights(estimated.influence());
    GapDraws draws =
        new GapDraws(
            weights.size(),
            weights.isMirrored() ? GapDraws.Kind.MIRRORED : GapDraws.Kind.DRAWN,
            new double[] {error * error, 0, 0});
    for (int b = 0; b < draws.size(); b++) {
      draws.set(b, weights.sum(b, shares.get()), 0, new double[] {error * error, 0, 0});
    }
    // Of enumerated patterns two stand for the sample itself; drawn ones count it on their own.
    double floor = weights.isMirrored() ? 1.0 / draws.size() : 0;
    TestInversion test = new TestInversion(draws, false, floor, true);
    return new Inferred(
        name(),
        OptionalDouble.of(error),
        test.edge(estimated.estimate(), -error, 1 - level),
        test.edge(estimated.estimate(), error, 1 - level),
        test.pValue(estimated.estimate()),
        OptionalDouble.empty(),
        clusters,
        EffectiveClusters.of(estimated));
  }

  @Override
  public Set<Caveat> caveats(Estimated estimated) {
    return switch (settings.over()) {
      case CLUSTERS -> Caveats.withoutFactor(estimated, estimated.clusters().size());
      case UNITS ->
          estimated.sample().units() <= Caveats.FEW
              ? Set.of(Caveat.NO_SMALL_SAMPLE_FACTOR)
              : Set.of();
    };
  }

  /**
   * Returns bands that hold for all effects of one panel at once, by the largest |θ*−θ|/error.
   *
   * @return empty if there are no effects, fewer than two clusters, an effect without error, or
   *     units are asked for that an estimate does not know
   */
  public Optional<SimultaneousBands> bands(List<Estimated> effects, double level) {
    Reference.requireLevel(level);
    double[][] shares = new double[effects.size()][];
    double[] errors = new double[effects.size()];
    for (int j = 0; j < errors.length; j++) {
      Optional<double[]> mine = shares(effects.get(j).influence());
      if (mine.isEmpty() || mine.get().length < 2) {
        return Optional.empty();
      }
      shares[j] = mine.get();
      errors[j] = size(shares[j]);
      if (WaldResult.isRounding(errors[j] * errors[j], effects.get(j).estimate())) {
        return Optional.empty();
      }
    }
    if (effects.isEmpty()) {
      return Optional.empty();
    }
    MultiplierWeights weights = weights(effects.get(0).influence());
    double[][] draws = new double[weights.size()][errors.length];
    for (int b = 0; b < draws.length; b++) {
      for (int j = 0; j < errors.length; j++) {
        draws[b][j] = weights.sum(b, shares[j]) / errors[j];
      }
    }
    JointDraws joint =
        JointDraws.of(
            draws,
            weights.isMirrored()
                ? JointDraws.Counting.DRAWS_ONLY
                : JointDraws.Counting.WITH_SAMPLE);
    double[] t = new double[errors.length];
    for (int j = 0; j < t.length; j++) {
      t[j] = effects.get(j).estimate() / errors[j];
    }
    return Optional.of(
        SimultaneousBands.of(
            effects, errors, joint.critical(level), OptionalDouble.empty(), joint.singleStep(t)));
  }

  private MultiplierWeights weights(Influence influence) {
    return switch (settings.over()) {
      case CLUSTERS -> MultiplierWeights.ofClusters(influence.clusters(), settings);
      case UNITS -> MultiplierWeights.ofUnits(influence.units(), settings);
    };
  }

  private Optional<double[]> shares(Influence influence) {
    double n = influence.units();
    double[] shares =
        switch (settings.over()) {
          case CLUSTERS -> influence.clusterSums();
          case UNITS -> influence instanceof UnitInfluence units ? values(units) : new double[0];
        };
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= n;
    }
    return shares.length == 0 ? Optional.empty() : Optional.of(shares);
  }

  private static double[] values(UnitInfluence units) {
    double[] values = new double[(int) units.units()];
    for (int i = 0; i < values.length; i++) {
      values[i] = units.of(i);
    }
    return values;
  }

  private static double size(double[] shares) {
    double sum = 0;
    for (double q : shares) {
      sum += q * q;
    }
    return Math.sqrt(sum);
  }
}

package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.panel.Panel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Randomization inference: what was assigned (cohorts, or doses) is dealt out again to the same
 * clusters or units, and the estimate compared with what it would have been.
 *
 * <p>All distinct arrangements where there are at most {@code mostEnumerated}, else a hashed sample
 * with the observed one counted beside it; the result's name then ends in {@code -drawn}. An
 * arrangement that gives no estimate counts as if it were as large as the observed one. The p-value
 * is exact for "nobody's outcome would have been different" if every arrangement was as likely.
 *
 * <p>The interval holds the constant effects that are not rejected: outcomes less that effect are
 * analysed. Estimates are linear in outcomes, so two fits an arrangement serve all of them. It has
 * no ends where the number asked for does not measure a constant effect (a pre-period).
 *
 * @see <a href="https://doi.org/10.1093/qje/qjy029">Young (2019)</a>; <a
 *     href="https://doi.org/10.1016/j.jeconom.2020.04.024">MacKinnon and Webb (2020)</a>
 */
public final class RandomizationInference implements RefitInference {
  // A constant effect is measured by a coefficient of 1 up to rounding.
  private static final double MEASURES = 1e-8;

  /** Who received what was assigned. */
  public enum Receiver {
    CLUSTERS,
    UNITS
  }

  /** What is compared. */
  public enum Statistic {
    /** The estimate. */
    ESTIMATE,
    /** The estimate over its cluster-robust error. */
    T_CR1,
    /** The estimate over its leave-one-cluster-out error; HC3 where clusters are single rows. */
    T_CR3
  }

  /**
   * Every choice.
   *
   * @param mostEnumerated arrangements that are all looked at; each costs two fits
   * @param draws where there are more, 1 or more
   */
  public record Settings(
      Receiver receiver, Statistic statistic, int mostEnumerated, int draws, long seed) {
    /** Clusters, t with CR3, up to 10⁶ arrangements, else 9 999 draws. */
    public static final Settings DEFAULTS =
        new Settings(Receiver.CLUSTERS, Statistic.T_CR3, 1_000_000, 9_999, 1);

    public Settings {
      requireNonNull(receiver, "receiver is null");
      requireNonNull(statistic, "statistic is null");
      if (draws < 1) {
        throw EvaluationErrors.settingOutOfRange("draws", draws, "1 or more");
      }
    }
  }

  private final Settings settings;

  public RandomizationInference(Settings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String name() {
    return "randomization";
  }

  @Override
  public InferenceResult infer(PanelEstimator estimator, Panel panel, EffectKey key, double level) {
    Reference.requireLevel(level);
    if (panel.hasTreatment() && !panel.isBalanced()) {
      return new NotInferable(name(), Refusal.PATHS_WITH_HOLES, 0);
    }
    Optional<Assignment> assignment =
        switch (settings.receiver()) {
          case CLUSTERS -> Assignment.ofClusters(estimator, panel, key);
          case UNITS -> Optional.of(Assignment.ofUnits(estimator, panel, key));
        };
    return assignment.isEmpty()
        ? new NotInferable(name(), Refusal.ASSIGNED_WITHIN_CLUSTERS, 0)
        : infer(assignment.get(), level);
  }

  /**
   * Deals out doses of clusters.
   *
   * @param estimator the method for given doses
   * @param dose by cluster of the panel
   * @param firstTreated the period from which doses work
   */
  public InferenceResult infer(
      Function<Map<String, Double>, PanelEstimator> estimator,
      Map<String, Double> dose,
      int firstTreated,
      Panel panel,
      EffectKey key,
      double level) {
    Reference.requireLevel(level);
    return infer(Assignment.doses(estimator, dose, firstTreated, panel, key), level);
  }

  private InferenceResult infer(Assignment assignment, double level) {
    int[] labels = assignment.labels();
    Optional<Estimated> observed = assignment.shifted(labels, 0);
    if (observed.isEmpty()) {
      return new NotInferable(name(), Refusal.CLUSTER_WITHOUT_ESTIMATE, 0);
    }
    Estimated estimated = observed.get();
    int clusters = estimated.clusters().size();
    Arrangements arrangements = new Arrangements(labels);
    long count = arrangements.count(settings.mostEnumerated());
    if (count == 1) {
      return new NotInferable(name(), Refusal.NO_OTHER_ASSIGNMENT, clusters);
    }
    double theta = estimated.estimate();
    boolean constant =
        assignment
            .ofExposure(labels)
            .filter(e -> Math.abs(e.estimate() - 1) <= MEASURES)
            .isPresent();
    Refitted refitted = new Refitted(assignment, constant ? theta : 0, constant);
    Optional<double[][]> own = refitted.of(labels);
    if (own.isEmpty()) {
      return new NotInferable(name(), Refusal.RESTS_ON_ONE_CLUSTER, clusters);
    }
    double gap = constant ? theta : 0;
    double[] v = own.get()[1];
    double variance = v[0] + gap * (v[1] + gap * v[2]);
    if (settings.statistic() != Statistic.ESTIMATE && WaldResult.isRounding(variance, theta)) {
      return new NotInferable(name(), Refusal.NO_RESIDUAL_VARIATION, clusters);
    }
    boolean all = count <= settings.mostEnumerated();
    GapDraws draws = draws(arrangements, refitted, all ? (int) count : settings.draws(), all, v);
    return result(estimated, draws, all, constant, Math.sqrt(variance), level);
  }

  private GapDraws draws(
      Arrangements arrangements, Refitted refitted, int count, boolean all, double[] observed) {
    GapDraws draws = new GapDraws(count, all ? GapDraws.Kind.ALL : GapDraws.Kind.DRAWN, observed);
    AuxiliaryWeights source = new AuxiliaryWeights(settings.seed());
    int[] dealt = arrangements.first();
    for (int draw = 0; draw < count; draw++) {
      int[] next = all ? dealt : arrangements.drawn(source, draw);
      Optional<double[][]> one = refitted.of(next);
      // 0/0 counts as large whatever it is compared with
      double[] top = one.isPresent() ? one.get()[0] : new double[2];
      double[] variance = one.isPresent() ? one.get()[1] : new double[3];
      draws.set(draw, top[0], top[1], variance);
      if (all) {
        Arrangements.advance(dealt);
      }
    }
    return draws;
  }

  private InferenceResult result(
      Estimated estimated,
      GapDraws draws,
      boolean all,
      boolean constant,
      double error,
      double level) {
    double theta = estimated.estimate();
    TestInversion test = new TestInversion(draws, constant, 0, true);
    boolean studentized = settings.statistic() != Statistic.ESTIMATE;
    double step = studentized ? error : draws.spread();
    boolean inverts = constant && step > 0;
    boolean byInfluence = settings.statistic() == Statistic.T_CR3 && !isRegression(estimated);
    return new Inferred(
        name() + (byInfluence ? "-influence" : "") + (all ? "" : "-drawn"),
        studentized ? OptionalDouble.of(error) : OptionalDouble.empty(),
        inverts ? test.edge(theta, -step, 1 - level) : OptionalDouble.empty(),
        inverts ? test.edge(theta, step, 1 - level) : OptionalDouble.empty(),
        test.pValue(theta),
        OptionalDouble.empty(),
        estimated.clusters().size(),
        EffectiveClusters.of(estimated));
  }

  private static boolean isRegression(Estimated estimated) {
    return estimated.regression().isPresent();
  }

  /** The statistic of an arrangement as a function of the gap between the estimate and a value. */
  private final class Refitted {
    private final Assignment assignment;
    private final double shift;
    private final boolean constant;

    Refitted(Assignment assignment, double shift, boolean constant) {
      this.assignment = assignment;
      this.shift = shift;
      this.constant = constant;
    }

    /** Numerator of δ⁰ and δ¹, variance of δ⁰, δ¹ and δ²; empty if it cannot be estimated. */
    Optional<double[][]> of(int[] dealt) {
      Optional<Estimated> base = assignment.shifted(dealt, -shift);
      Optional<Estimated> slope = constant ? assignment.ofExposure(dealt) : base;
      if (base.isEmpty() || slope.isEmpty()) {
        return Optional.empty();
      }
      double[] top = {base.get().estimate(), constant ? slope.get().estimate() : 0};
      if (settings.statistic() == Statistic.ESTIMATE) {
        return Optional.of(new double[][] {top, {1, 0, 0}});
      }
      Optional<double[]> first = changes(base.get());
      Optional<double[]> second =
          constant ? changes(slope.get()) : first.map(r -> new double[r.length]);
      if (first.isEmpty() || second.isEmpty() || first.get().length != second.get().length) {
        return Optional.empty();
      }
      double[] variance = new double[3];
      for (int k = 0; k < first.get().length; k++) {
        double r0 = first.get()[k];
        double r1 = second.get()[k];
        variance[0] += r0 * r0;
        variance[1] += 2 * r0 * r1;
        variance[2] += r1 * r1;
      }
      return Optional.of(new double[][] {top, variance});
    }

    /** What clusters add to the estimate, or how it changes when they are left out. */
    private Optional<double[]> changes(Estimated estimated) {
      if (settings.statistic() == Statistic.T_CR1 || !isRegression(estimated)) {
        double[] sums = estimated.influence().clusterSums();
        for (int k = 0; k < sums.length; k++) {
          sums[k] /= estimated.influence().units();
        }
        return Optional.of(sums);
      }
      ClusterRegression regression = estimated.regression().orElseThrow();
      double[] changes = new double[regression.clusters().size()];
      for (int k = 0; k < changes.length; k++) {
        OptionalDouble without = regression.estimateWithout(k);
        if (without.isEmpty()) {
          return Optional.empty();
        }
        changes[k] = without.getAsDouble() - regression.estimate();
      }
      return Optional.of(changes);
    }
  }
}

package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One estimate a cluster (or group of clusters), and the t test of their mean with q − 1 degrees of
 * freedom. Estimates may differ in precision: at levels of 92 % and above the test is conservative,
 * never too liberal.
 *
 * <p>Every group needs treated and untreated units of its own. The interval is centred on the plain
 * mean of the groups' estimates, which is not the estimate of all units together.
 *
 * @see <a href="https://doi.org/10.1198/jbes.2009.08046">Ibragimov and Müller (2010)</a>
 */
public final class IbragimovMueller implements RefitInference {
  private final Map<String, String> groups;

  /** Every cluster is a group. */
  public IbragimovMueller() {
    this(Map.of());
  }

  /**
   * @param groups by cluster; clusters left out are groups of their own
   */
  public IbragimovMueller(Map<String, String> groups) {
    this.groups = Map.copyOf(groups);
  }

  @Override
  public String name() {
    return "ibragimov-mueller";
  }

  @Override
  public InferenceResult infer(PanelEstimator estimator, Panel panel, EffectKey key, double level) {
    Reference.requireLevel(level);
    NavigableMap<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < panel.size(); i++) {
      String cluster = panel.cluster(i);
      members.computeIfAbsent(groups.getOrDefault(cluster, cluster), g -> new ArrayList<>()).add(i);
    }
    int q = members.size();
    if (q < 2) {
      return new NotInferable(name(), Refusal.TOO_FEW_CLUSTERS, q);
    }
    double mean = 0;
    double squares = 0;
    int seen = 0;
    for (List<Integer> units : members.values()) {
      Panel part = panel.units(units.stream().mapToInt(Integer::intValue).toArray());
      Optional<Estimated> estimated = estimate(estimator, part, key);
      if (estimated.isEmpty()) {
        return new NotInferable(name(), Refusal.CLUSTER_WITHOUT_ESTIMATE, q);
      }
      double change = estimated.get().estimate() - mean;
      seen++;
      mean += change / seen;
      squares += change * (estimated.get().estimate() - mean);
    }
    double variance = squares / (q - 1) / q;
    if (WaldResult.isRounding(variance, mean)) {
      return new NotInferable(name(), Refusal.NO_RESIDUAL_VARIATION, q);
    }
    double error = Math.sqrt(variance);
    OptionalDouble dof = OptionalDouble.of(q - 1.0);
    Reference t = new Reference(dof);
    double half = t.quantile(1 - (1 - level) / 2) * error;
    return new Inferred(
        name(),
        OptionalDouble.of(error),
        OptionalDouble.of(mean - half),
        OptionalDouble.of(mean + half),
        t.twoSidedP(mean / error),
        dof,
        q,
        q);
  }

  /** Returns one number of a fit, or empty if the panel is too small for it. */
  static Optional<Estimated> estimate(PanelEstimator estimator, Panel panel, EffectKey key) {
    Optional<Effect> effect;
    try {
      effect = estimator.fit(panel).effect(key);
    } catch (EvaluationException refused) {
      if (refused.category() == ExitCategory.TOO_LITTLE_DATA) {
        return Optional.empty();
      }
      throw refused;
    }
    return effect.filter(Estimated.class::isInstance).map(Estimated.class::cast);
  }
}

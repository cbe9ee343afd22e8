package fi.lape.estimators.did;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Contrast;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Influence;
import fi.lape.estimators.estimate.LinearForm;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.moments.CellMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A weighted sum of means of pooled groups, θ = Σ_S a_S'ȳ_S, where S is a set of cohorts taken as
 * one group and ȳ_S its weighted mean. Mutable while an effect is put together.
 *
 * <p>As a regression: z_i = a_S'y_i on one dummy a group S, θ = Σ_S β_S. A unit may be in several
 * groups; its cluster then appears in all of their normal equations, which keeps the scores exact.
 */
final class PooledContrast implements EffectSum<PooledContrast> {
  private static final Comparator<NavigableSet<Integer>> BY_MEMBERS =
      Comparator.comparing(NavigableSet::toString);

  private final CohortMeans means;
  private final NavigableMap<NavigableSet<Integer>, double[]> weights = new TreeMap<>(BY_MEMBERS);

  PooledContrast(CohortMeans means) {
    this.means = means;
  }

  void add(NavigableSet<Integer> cohorts, int periodIndex, double weight) {
    weights.computeIfAbsent(cohorts, s -> new double[means.periodCount()])[periodIndex] += weight;
  }

  @Override
  public void add(PooledContrast other, double factor) {
    other.weights.forEach(
        (cohorts, a) -> {
          for (int t = 0; t < a.length; t++) {
            add(cohorts, t, factor * a[t]);
          }
        });
  }

  @Override
  public double value() {
    double sum = 0;
    for (Map.Entry<NavigableSet<Integer>, double[]> group : weights.entrySet()) {
      sum += dot(group.getValue(), means.mean(group.getKey()));
    }
    return sum;
  }

  @Override
  public Estimated estimated(
      EffectKey key,
      NavigableMap<Integer, Double> shareInfluence,
      NavigableSet<Integer> treated,
      OptionalDouble baseline) {
    NavigableMap<Integer, double[]> byCohort = byCohort();
    Influence influence = new MomentInfluence(means.moments(), forms(byCohort, shareInfluence));
    return new Estimated(
        key,
        value(),
        influence,
        Optional.of(regression()),
        Optional.of(Contrast.ofCohorts(byCohort)),
        sample(byCohort, treated, baseline));
  }

  private NavigableMap<Integer, double[]> byCohort() {
    NavigableMap<Integer, double[]> byCohort = new TreeMap<>();
    weights.forEach(
        (cohorts, a) -> {
          double whole = means.weight(cohorts);
          for (int g : cohorts) {
            double share = means.weight(g) / whole;
            double[] mine = byCohort.computeIfAbsent(g, c -> new double[a.length]);
            for (int t = 0; t < a.length; t++) {
              mine[t] += share * a[t];
            }
          }
        });
    return byCohort;
  }

  private Map<Integer, LinearForm> forms(
      NavigableMap<Integer, double[]> byCohort, NavigableMap<Integer, Double> shareInfluence) {
    Map<Integer, LinearForm> forms = new TreeMap<>();
    byCohort.forEach(
        (g, a) -> {
          double[] slope = new double[a.length];
          for (int t = 0; t < a.length; t++) {
            slope[t] = a[t] / means.weight(g);
          }
          double constant = shareInfluence.getOrDefault(g, 0.0) + compositionInfluence(g);
          forms.put(g, new LinearForm(slope, means.mean(g), constant));
        });
    return forms;
  }

  /** More weight on a cohort moves the mean of every group it is pooled into towards its own. */
  private double compositionInfluence(int g) {
    double sum = 0;
    for (Map.Entry<NavigableSet<Integer>, double[]> group : weights.entrySet()) {
      if (group.getKey().contains(g) && group.getKey().size() > 1) {
        double gap =
            dot(group.getValue(), means.mean(g))
                - dot(group.getValue(), means.mean(group.getKey()));
        sum += gap / means.weight(group.getKey());
      }
    }
    return sum;
  }

  private ClusterRegression regression() {
    int p = weights.size();
    List<String> clusters = new ArrayList<>();
    List<double[][]> matrices = new ArrayList<>();
    List<double[]> vectors = new ArrayList<>();
    for (String cluster : means.moments().clusters()) {
      double[][] matrix = new double[p][p];
      double[] vector = new double[p];
      boolean enters = false;
      int j = 0;
      for (Map.Entry<NavigableSet<Integer>, double[]> group : weights.entrySet()) {
        for (int g : group.getKey()) {
          double weight = means.weight(cluster, g);
          if (weight > 0) {
            enters = true;
            matrix[j][j] += weight;
            vector[j] += weight * dot(group.getValue(), means.mean(cluster, g));
          }
        }
        j++;
      }
      if (enters) {
        clusters.add(cluster);
        matrices.add(matrix);
        vectors.add(vector);
      }
    }
    double[] target = new double[p];
    Arrays.fill(target, 1);
    return ClusterRegression.of(
            clusters,
            matrices.toArray(new double[0][][]),
            vectors.toArray(new double[0][]),
            target,
            new ClusterRegression.Parameters(unitsIn(cohorts()), p, 0, 0))
        .orElseThrow(() -> new IllegalStateException("a group of a contrast has no weight"))
        .withWeights(weightSums(clusters));
  }

  private WeightSums weightSums(List<String> clusters) {
    if (means.moments().hasEqualWeights()) {
      return WeightSums.equal();
    }
    int p = weights.size();
    double[][][] plain = new double[clusters.size()][p][p];
    double[][][] squared = new double[clusters.size()][p][p];
    double[][] vectors = new double[clusters.size()][p];
    for (int k = 0; k < vectors.length; k++) {
      int j = 0;
      for (Map.Entry<NavigableSet<Integer>, double[]> group : weights.entrySet()) {
        for (int g : group.getKey()) {
          Optional<CellMoments> cell = means.moments().cell(clusters.get(k), g);
          if (cell.isPresent()) {
            plain[k][j][j] += cell.get().units();
            squared[k][j][j] += cell.get().weightSquared();
            for (int t = 0; t < group.getValue().length; t++) {
              vectors[k][j] += cell.get().units() * group.getValue()[t] * cell.get().plainMean(t);
            }
          }
        }
        j++;
      }
    }
    return WeightSums.of(plain, squared, vectors);
  }

  private NavigableSet<Integer> cohorts() {
    NavigableSet<Integer> cohorts = new TreeSet<>();
    weights.keySet().forEach(cohorts::addAll);
    return cohorts;
  }

  private long unitsIn(NavigableSet<Integer> cohorts) {
    long units = 0;
    for (int g : cohorts) {
      units += means.units(g);
    }
    return units;
  }

  private Sample sample(
      NavigableMap<Integer, double[]> byCohort,
      NavigableSet<Integer> treated,
      OptionalDouble baseline) {
    long observations = 0;
    for (Map.Entry<Integer, double[]> cohort : byCohort.entrySet()) {
      for (double a : cohort.getValue()) {
        observations += a == 0 ? 0 : means.units(cohort.getKey());
      }
    }
    int clustersTreated = 0;
    for (String cluster : means.moments().clusters()) {
      boolean any = false;
      for (int g : treated) {
        any |= means.weight(cluster, g) > 0;
      }
      clustersTreated += any ? 1 : 0;
    }
    return new Sample(unitsIn(cohorts()), observations, clustersTreated, baseline);
  }

  private static double dot(double[] a, double[] mean) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] == 0 ? 0 : a[t] * mean[t];
    }
    return sum;
  }
}

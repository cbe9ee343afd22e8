package fi.lape.estimators.did;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.WeightSums;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A weighted sum of means over the rows seen, θ = Σ a_St ȳ_St, with S a set of cohorts and t a
 * period. As a regression: outcomes on one dummy for every S and t; θ = a'β. Mutable while an
 * effect is put together.
 */
final class SeenMeans {
  private final Panel panel;
  private final NavigableMap<Integer, NavigableMap<String, Group>> groups = new TreeMap<>();

  /** A set of cohorts and how much its mean counts. */
  private record Group(NavigableSet<Integer> cohorts, double weight) {}

  SeenMeans(Panel panel) {
    this.panel = panel;
  }

  void add(NavigableSet<Integer> cohorts, int periodIndex, double weight) {
    groups
        .computeIfAbsent(periodIndex, t -> new TreeMap<>())
        .merge(
            cohorts.toString(),
            new Group(cohorts, weight),
            (a, b) -> new Group(a.cohorts(), a.weight() + b.weight()));
  }

  void add(SeenMeans other, double factor) {
    other.groups.forEach(
        (t, there) ->
            there.values().forEach(group -> add(group.cohorts(), t, factor * group.weight())));
  }

  /** Returns the regression; empty if nothing is summed. */
  Optional<ClusterRegression> regression() {
    List<Integer> periods = new ArrayList<>();
    List<Group> columns = new ArrayList<>();
    for (Map.Entry<Integer, NavigableMap<String, Group>> period : groups.entrySet()) {
      for (Group group : period.getValue().values()) {
        periods.add(period.getKey());
        columns.add(group);
      }
    }
    int p = columns.size();
    if (p == 0) {
      return Optional.empty();
    }
    List<String> clusters = clusters(periods, columns);
    double[][][] matrices = new double[clusters.size()][p][p];
    double[][][] plain = new double[clusters.size()][p][p];
    double[][][] squared = new double[clusters.size()][p][p];
    double[][] vectors = new double[clusters.size()][p];
    double[][] plainVectors = new double[clusters.size()][p];
    double[] target = new double[p];
    long rows = 0;
    boolean equal = true;
    for (int j = 0; j < p; j++) {
      target[j] = columns.get(j).weight();
      int t = periods.get(j);
      for (int i = 0; i < panel.size(); i++) {
        if (panel.observed(i, t) && columns.get(j).cohorts().contains(panel.cohort(i))) {
          int k = clusters.indexOf(panel.cluster(i));
          double w = panel.weight(i);
          equal &= w == panel.weight(0);
          matrices[k][j][j] += w;
          plain[k][j][j] += 1;
          squared[k][j][j] += w * w;
          vectors[k][j] += w * panel.outcome(i, t);
          plainVectors[k][j] += panel.outcome(i, t);
          rows++;
        }
      }
    }
    WeightSums sums = equal ? WeightSums.equal() : WeightSums.of(plain, squared, plainVectors);
    return ClusterRegression.of(
            clusters, matrices, vectors, target, new ClusterRegression.Parameters(rows, p, 0, 0))
        .map(regression -> regression.withWeights(sums));
  }

  private List<String> clusters(List<Integer> periods, List<Group> columns) {
    NavigableSet<String> clusters = new TreeSet<>();
    for (int j = 0; j < columns.size(); j++) {
      for (int i = 0; i < panel.size(); i++) {
        if (panel.observed(i, periods.get(j))
            && columns.get(j).cohorts().contains(panel.cohort(i))) {
          clusters.add(panel.cluster(i));
        }
      }
    }
    return List.copyOf(clusters);
  }
}

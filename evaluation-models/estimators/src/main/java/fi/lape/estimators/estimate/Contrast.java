package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An estimate as a weighted sum of means, θ = Σ_g Σ_t a_gt ȳ_gt, where g runs over cohorts, or over
 * clusters, and ȳ is weighted by the panel's weights.
 */
public final class Contrast {
  /** Whose means are summed. */
  public enum Over {
    COHORTS,
    CLUSTERS
  }

  private final Over over;
  private final NavigableMap<String, double[]> weights = new TreeMap<>();

  private Contrast(Over over) {
    this.over = requireNonNull(over, "over is null");
  }

  /** Returns a contrast of cohort means; weights by cohort, one a period. */
  public static Contrast ofCohorts(Map<Integer, double[]> weights) {
    Contrast contrast = new Contrast(Over.COHORTS);
    weights.forEach((cohort, a) -> contrast.weights.put(cohortName(cohort), a.clone()));
    return contrast;
  }

  /** Returns a contrast of cluster means; weights by cluster, one a period. */
  public static Contrast ofClusters(Map<String, double[]> weights) {
    Contrast contrast = new Contrast(Over.CLUSTERS);
    weights.forEach((cluster, a) -> contrast.weights.put(cluster, a.clone()));
    return contrast;
  }

  private static String cohortName(int cohort) {
    return Integer.toString(cohort);
  }

  /** Returns whose means are summed. */
  public Over over() {
    return over;
  }

  /** Returns a copy of the weights by cohort (as text) or cluster, one a period. */
  public NavigableMap<String, double[]> weights() {
    NavigableMap<String, double[]> copy = new TreeMap<>();
    weights.forEach((name, a) -> copy.put(name, a.clone()));
    return copy;
  }

  /** Returns Σ a·ȳ on any state of the same units, for instance of another outcome. */
  public double value(PanelMoments moments) {
    return sum(moments, false);
  }

  /** Returns Σ |a|·ȳ. */
  double absoluteValue(PanelMoments moments) {
    return sum(moments, true);
  }

  private double sum(PanelMoments moments, boolean absolute) {
    NavigableMap<String, Double> total = new TreeMap<>();
    moments.cells().forEach((key, cell) -> total.merge(name(key), cell.weight(), (a, b) -> a + b));
    double sum = 0;
    for (Map.Entry<CellKey, CellMoments> entry : moments.cells().entrySet()) {
      String name = name(entry.getKey());
      double[] a = weights.get(name);
      if (a != null) {
        double share = entry.getValue().weight() / total.get(name);
        for (int t = 0; t < a.length; t++) {
          sum += (absolute ? Math.abs(a[t]) : a[t]) * share * entry.getValue().mean(t);
        }
      }
    }
    return sum;
  }

  private String name(CellKey key) {
    return switch (over) {
      case COHORTS -> cohortName(key.cohort());
      case CLUSTERS -> key.cluster();
    };
  }
}

package fi.lape.estimators.did.passes;

import fi.lape.estimators.estimate.InfluenceSums;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The influence of every effect on every unit, computed and summed at once: products by cohort, and
 * sums by cluster.
 *
 * <p>The products are those of the slopes of the cells a cohort enters and of the weight; those of
 * the effects, which are sums of them, follow at the end.
 */
final class InfluencePass implements UnitPass<InfluencePass> {
  private static final long serialVersionUID = 1;

  private final Layout layout;
  private final double[][] gamma;
  private final CellSlopes[] slopes;
  private final CohortEffects[] effects;
  private final int effectCount;
  private final double[][] products;
  private final TreeMap<String, double[]> clusters = new TreeMap<>(); // sums, then squares
  private final double[] fourths;
  private final long[] influential;

  /**
   * @param gamma one a pairing; of length 0 where there is no logit
   * @param slopes one a cell
   * @param effects one a cohort of the layout
   */
  InfluencePass(
      Layout layout,
      double[][] gamma,
      CellSlopes[] slopes,
      CohortEffects[] effects,
      int effectCount) {
    this.layout = layout;
    this.gamma = gamma;
    this.slopes = slopes;
    this.effects = effects;
    this.effectCount = effectCount;
    products = new double[effects.length][];
    for (int h = 0; h < products.length; h++) {
      int size = effects[h].size();
      products[h] = new double[size * (size + 1) / 2];
    }
    fourths = new double[effectCount];
    influential = new long[effectCount];
  }

  @Override
  public InfluencePass fresh() {
    return new InfluencePass(layout, gamma, slopes, effects, effectCount);
  }

  @Override
  public void add(UnitBlock block) {
    double[] x = new double[block.covariates() + 1];
    double[] slope = new double[layout.cellCount() + 1];
    double[] psi = new double[effectCount];
    double[][] sums = new double[block.clusterNames().length][];
    for (int i = 0; i < block.size(); i++) {
      int h = layout.place(block.cohort(i));
      if (h >= 0) {
        fill(block, i, h, x, slope);
        addProducts(products[h], slope, effects[h].size());
        effects[h].apply(slope, psi);
        if (sums.length > 0) {
          int k = block.cluster(i);
          if (sums[k] == null) {
            sums[k] =
                clusters.computeIfAbsent(
                    block.clusterNames()[k], name -> new double[2 * effectCount]);
          }
          addToCluster(sums[k], effects[h].touched(), psi);
        } else {
          addAsCluster(effects[h].touched(), psi);
        }
      }
    }
  }

  /** Fills the slopes of the cells that a cohort enters, and its weight behind them. */
  private void fill(UnitBlock block, int i, int h, double[] x, double[] slope) {
    double w = block.weight(i);
    int place = 0;
    for (int j : layout.asTreated(h)) {
      layout.design(j).fill(block, i, x);
      double p = gamma[j].length == 0 ? 0 : 1 / (1 + Math.exp(-LogitPass.dot(gamma[j], x)));
      for (int c : layout.cells(j)) {
        slope[place++] = slopes[c].ofTreated(w, layout.change(block, i, c), x, p);
      }
    }
    for (int j : layout.asControl(h)) {
      layout.design(j).fill(block, i, x);
      double odds = gamma[j].length == 0 ? 0 : Math.exp(LogitPass.dot(gamma[j], x));
      for (int c : layout.cells(j)) {
        slope[place++] = slopes[c].ofControl(w, layout.change(block, i, c), x, odds);
      }
    }
    slope[place] = w;
  }

  private static void addProducts(double[] sums, double[] slope, int size) {
    int place = 0;
    for (int r = 0; r < size; r++) {
      double mine = slope[r];
      for (int s = r; s < size; s++) {
        sums[place + s - r] += mine * slope[s];
      }
      place += size - r;
    }
  }

  private void addToCluster(double[] sums, int[] touched, double[] psi) {
    for (int e : touched) {
      sums[e] += psi[e];
      sums[effectCount + e] += psi[e] * psi[e];
    }
  }

  private void addAsCluster(int[] touched, double[] psi) {
    for (int e : touched) {
      double square = psi[e] * psi[e];
      fourths[e] += square * square;
      influential[e] += psi[e] == 0 ? 0 : 1;
    }
  }

  @Override
  public void merge(InfluencePass other) {
    LogitPass.addAll(products, other.products);
    other.clusters.forEach(
        (name, theirs) -> {
          double[] mine = clusters.computeIfAbsent(name, c -> new double[2 * effectCount]);
          for (int e = 0; e < mine.length; e++) {
            mine[e] += theirs[e];
          }
        });
    for (int e = 0; e < effectCount; e++) {
      fourths[e] += other.fourths[e];
      influential[e] += other.influential[e];
    }
  }

  /**
   * Returns the sums of all effects.
   *
   * @param names all clusters of the panel, sorted; none if units are clusters
   */
  InfluenceSums sums(List<String> names, boolean unitsAreClusters) {
    double[][] whole = new double[effectCount][effectCount];
    for (int h = 0; h < products.length; h++) {
      effects[h].addProducts(products[h], whole);
    }
    if (unitsAreClusters) {
      return InfluenceSums.ofUnits(whole, influential, fourths);
    }
    double[][] sums = new double[effectCount][names.size()];
    double[][] squares = new double[effectCount][names.size()];
    List<String> order = new ArrayList<>(names);
    for (int k = 0; k < order.size(); k++) {
      double[] cluster = clusters.getOrDefault(order.get(k), new double[2 * effectCount]);
      for (int e = 0; e < effectCount; e++) {
        sums[e][k] = cluster[e];
        squares[e][k] = cluster[effectCount + e];
      }
    }
    return InfluenceSums.ofClusters(whole, order, sums, squares);
  }
}

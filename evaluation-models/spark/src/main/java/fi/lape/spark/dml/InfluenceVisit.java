package fi.lape.spark.dml;

import fi.lape.estimators.did.passes.InfluenceForm;
import fi.lape.estimators.estimate.InfluenceSums;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The influence of effects on units, summed as it is found. */
final class InfluenceVisit implements UnitVisit<InfluenceVisit> {
  private static final long serialVersionUID = 1;

  private final CellScores scores;
  private final double[][] means; // of a cell: treated weight and mean, control weight and mean
  private final int[][] places; // of an effect: its cells
  private final double[][] factors;
  private final List<Map<Integer, Double>> shares; // of an effect, by cohort
  private final boolean namesClusters;
  private final double[][] products;
  private final TreeMap<String, double[]> clusters = new TreeMap<>(); // sums, then squares
  private final double[] fourths;
  private final long[] influential;

  private InfluenceVisit(
      CellScores scores,
      double[][] means,
      int[][] places,
      double[][] factors,
      List<Map<Integer, Double>> shares,
      boolean namesClusters) {
    this.scores = scores;
    this.means = means;
    this.places = places;
    this.factors = factors;
    this.shares = shares;
    this.namesClusters = namesClusters;
    products = new double[places.length][places.length];
    fourths = new double[places.length];
    influential = new long[places.length];
  }

  /**
   * @param found sums of the cells
   * @param forms of the effects
   */
  static InfluenceVisit of(
      CellScores scores, ScoreVisit found, List<InfluenceForm> forms, boolean namesClusters) {
    double[][] means = new double[scores.cells()][];
    for (int c = 0; c < means.length; c++) {
      means[c] =
          new double[] {
            found.treatedWeight(c), found.treatedMean(c),
            found.controlWeight(c), found.controlMean(c)
          };
    }
    int[][] places = new int[forms.size()][];
    double[][] factors = new double[forms.size()][];
    for (int e = 0; e < places.length; e++) {
      Map<Integer, Double> cells = forms.get(e).cells();
      places[e] = cells.keySet().stream().mapToInt(Integer::intValue).toArray();
      factors[e] = cells.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
    return new InfluenceVisit(
        scores,
        means,
        places,
        factors,
        forms.stream().<Map<Integer, Double>>map(form -> new TreeMap<>(form.shares())).toList(),
        namesClusters);
  }

  @Override
  public InfluenceVisit fresh() {
    return new InfluenceVisit(scores, means, places, factors, shares, namesClusters);
  }

  @Override
  public void add(UnitRow unit) {
    double[] slopes = slopes(unit);
    double[] psi = new double[places.length];
    for (int e = 0; e < psi.length; e++) {
      psi[e] = unit.weight() * shares.get(e).getOrDefault(unit.cohort(), 0.0);
      for (int m = 0; m < places[e].length; m++) {
        psi[e] += factors[e][m] * slopes[places[e][m]];
      }
    }
    addProducts(psi);
    if (namesClusters) {
      double[] sums = clusters.computeIfAbsent(unit.cluster(), k -> new double[2 * psi.length]);
      for (int e = 0; e < psi.length; e++) {
        sums[e] += psi[e];
        sums[psi.length + e] += psi[e] * psi[e];
      }
    }
  }

  /** Returns ∂θ/∂(log w) of every cell, the models held as they are. */
  private double[] slopes(UnitRow unit) {
    double[] slopes = new double[scores.cells()];
    for (int j = 0; j < scores.pairings(); j++) {
      if (!scores.isIn(j, unit)) {
        continue;
      }
      double index = scores.index(j, unit);
      if (!scores.isKept(index)) {
        continue;
      }
      boolean treated = scores.isTreated(j, unit);
      for (int c : scores.cellsOf(j)) {
        double rest = scores.rest(c, unit);
        slopes[c] =
            treated
                ? unit.weight() / means[c][0] * (rest - means[c][1])
                : -unit.weight() * Math.exp(index) / means[c][2] * (rest - means[c][3]);
      }
    }
    return slopes;
  }

  private void addProducts(double[] psi) {
    for (int e = 0; e < psi.length; e++) {
      if (psi[e] != 0) {
        for (int f = 0; f < psi.length; f++) {
          products[e][f] += psi[e] * psi[f];
        }
        fourths[e] += psi[e] * psi[e] * psi[e] * psi[e];
        influential[e]++;
      }
    }
  }

  @Override
  public void merge(InfluenceVisit later) {
    for (int e = 0; e < products.length; e++) {
      for (int f = 0; f < products.length; f++) {
        products[e][f] += later.products[e][f];
      }
      fourths[e] += later.fourths[e];
      influential[e] += later.influential[e];
    }
    later.clusters.forEach(
        (name, theirs) -> {
          double[] mine = clusters.computeIfAbsent(name, k -> new double[theirs.length]);
          for (int e = 0; e < mine.length; e++) {
            mine[e] += theirs[e];
          }
        });
  }

  /** Returns the sums of all effects. */
  InfluenceSums sums() {
    if (!namesClusters) {
      return InfluenceSums.ofUnits(products, influential, fourths);
    }
    List<String> names = List.copyOf(clusters.keySet());
    double[][] sums = new double[places.length][names.size()];
    double[][] squares = new double[places.length][names.size()];
    for (int k = 0; k < names.size(); k++) {
      double[] cluster = clusters.get(names.get(k));
      for (int e = 0; e < places.length; e++) {
        sums[e][k] = cluster[e];
        squares[e][k] = cluster[places.length + e];
      }
    }
    return InfluenceSums.ofClusters(products, names, sums, squares);
  }
}

package fi.lape.estimators.did.passes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How effects are made of the slopes of one cohort's units: cell by cell, then the weight. */
final class CohortEffects implements Serializable {
  private static final long serialVersionUID = 1;

  private final int size;
  private final int[] touched;
  private final int[][] places;
  private final double[][] factors;

  private CohortEffects(int size, int[] touched, int[][] places, double[][] factors) {
    this.size = size;
    this.touched = touched;
    this.places = places;
    this.factors = factors;
  }

  static CohortEffects of(Layout layout, int h, List<InfluenceForm> forms) {
    List<Integer> cells = new ArrayList<>();
    for (int j : layout.asTreated(h)) {
      for (int c : layout.cells(j)) {
        cells.add(c);
      }
    }
    for (int j : layout.asControl(h)) {
      for (int c : layout.cells(j)) {
        cells.add(c);
      }
    }
    int cohort = layout.cohort(h);
    List<Integer> touched = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    List<double[]> factors = new ArrayList<>();
    for (int e = 0; e < forms.size(); e++) {
      List<Integer> mine = new ArrayList<>();
      List<Double> weights = new ArrayList<>();
      for (int place = 0; place < cells.size(); place++) {
        Double weight = forms.get(e).cells().get(cells.get(place));
        if (weight != null) {
          mine.add(place);
          weights.add(weight);
        }
      }
      Double share = forms.get(e).shares().get(cohort);
      if (share != null) {
        mine.add(cells.size());
        weights.add(share);
      }
      if (!mine.isEmpty()) {
        touched.add(e);
        places.add(mine.stream().mapToInt(Integer::intValue).toArray());
        factors.add(weights.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return new CohortEffects(
        cells.size() + 1,
        touched.stream().mapToInt(Integer::intValue).toArray(),
        places.toArray(int[][]::new),
        factors.toArray(double[][]::new));
  }

  /** Returns the number of slopes, the weight included. */
  int size() {
    return size;
  }

  /** Returns the effects that units of the cohort bear on. */
  int[] touched() {
    return touched;
  }

  /** Sets ψ/n of the effects touched. */
  void apply(double[] slope, double[] psi) {
    for (int j = 0; j < touched.length; j++) {
      int[] place = places[j];
      double[] factor = factors[j];
      double sum = 0;
      for (int m = 0; m < place.length; m++) {
        sum += factor[m] * slope[place[m]];
      }
      psi[touched[j]] = sum;
    }
  }

  /** Adds the products of the effects, from those of the slopes. */
  void addProducts(double[] sums, double[][] whole) {
    double[][] square = new double[size][size];
    int place = 0;
    for (int r = 0; r < size; r++) {
      for (int s = r; s < size; s++) {
        square[r][s] = sums[place];
        square[s][r] = sums[place++];
      }
    }
    for (int j = 0; j < touched.length; j++) {
      double[] row = new double[size];
      for (int m = 0; m < places[j].length; m++) {
        for (int s = 0; s < size; s++) {
          row[s] += factors[j][m] * square[places[j][m]][s];
        }
      }
      for (int l = 0; l < touched.length; l++) {
        double sum = 0;
        for (int m = 0; m < places[l].length; m++) {
          sum += factors[l][m] * row[places[l][m]];
        }
        whole[touched[j]][touched[l]] += sum;
      }
    }
  }
}

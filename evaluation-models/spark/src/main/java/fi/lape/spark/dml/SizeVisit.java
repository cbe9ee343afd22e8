package fi.lape.spark.dml;

import java.util.List;

/** How many units of a kind every fold has, and the cross-products of their covariates. */
final class SizeVisit implements UnitVisit<SizeVisit> {
  private static final long serialVersionUID = 1;

  private final List<Pairing> pairings;
  private final int folds;
  private final int columns;
  private final long[][][] counts; // pairing, fold, treated or control
  private final double[][][][] products; // pairing, fold, treated or control

  SizeVisit(List<Pairing> pairings, int folds, int covariates) {
    this.pairings = pairings;
    this.folds = folds;
    columns = covariates + 1;
    counts = new long[pairings.size()][folds][2];
    products = new double[pairings.size()][folds][2][columns * columns];
  }

  @Override
  public SizeVisit fresh() {
    return new SizeVisit(pairings, folds, columns - 1);
  }

  @Override
  public void add(UnitRow unit) {
    for (int j = 0; j < pairings.size(); j++) {
      Pairing pairing = pairings.get(j);
      boolean treated = pairing.isTreated(unit);
      if (treated || pairing.isControl(unit)) {
        int kind = treated ? 0 : 1;
        counts[j][unit.fold()][kind]++;
        addOuter(products[j][unit.fold()][kind], unit.at(pairing.epoch()), unit.weight());
      }
    }
  }

  private void addOuter(double[] sums, double[] x, double weight) {
    for (int r = 0; r < columns; r++) {
      double mine = weight * (r == 0 ? 1 : x[r - 1]);
      for (int s = 0; s < columns; s++) {
        sums[r * columns + s] += mine * (s == 0 ? 1 : x[s - 1]);
      }
    }
  }

  @Override
  public void merge(SizeVisit later) {
    for (int j = 0; j < counts.length; j++) {
      for (int f = 0; f < folds; f++) {
        for (int kind = 0; kind < 2; kind++) {
          counts[j][f][kind] += later.counts[j][f][kind];
          for (int m = 0; m < columns * columns; m++) {
            products[j][f][kind][m] += later.products[j][f][kind][m];
          }
        }
      }
    }
  }

  /** Returns the units of a pairing in a fold. */
  long in(int pairing, int fold) {
    return counts[pairing][fold][0] + counts[pairing][fold][1];
  }

  /** Returns the fewest units of a kind that a fold is taught by. */
  long fewest(int pairing) {
    long fewest = Long.MAX_VALUE;
    for (int fold = 0; fold < folds; fold++) {
      long[] taught = new long[2];
      for (int f = 0; f < folds; f++) {
        for (int kind = 0; kind < 2; kind++) {
          taught[kind] += teaches(f, fold) ? counts[pairing][f][kind] : 0;
        }
      }
      fewest = Math.min(fewest, Math.min(taught[0], taught[1]));
    }
    return fewest;
  }

  /** Returns the cross-products of what a fold is taught by, a constant first. */
  double[][] taught(int pairing, int fold, boolean controlsOnly) {
    double[][] sums = new double[columns][columns];
    for (int f = 0; f < folds; f++) {
      for (int kind = controlsOnly ? 1 : 0; kind < 2 && teaches(f, fold); kind++) {
        for (int m = 0; m < columns * columns; m++) {
          sums[m / columns][m % columns] += products[pairing][f][kind][m];
        }
      }
    }
    return sums;
  }

  private boolean teaches(int fold, int taught) {
    return folds == 1 || fold != taught;
  }
}

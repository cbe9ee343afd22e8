package fi.lape.estimators.moments;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * Moments of the outcomes of one cell: n, Σw, Σw², the plain and the w-weighted mean, and the
 * w²-weighted mean and centred scatter that second moments of weighted influence values need.
 *
 * <p>All sums are centred (Chan, Golub and LeVeque 1983): no raw square is ever formed, so a level
 * of 1e8 costs no digits of the scatter. Immutable outside this package.
 *
 * @see <a href="https://doi.org/10.2307/2683386">Chan, Golub and LeVeque (1983)</a>
 */
public final class CellMoments {
  private final int t;
  private boolean scattered; // whether the scatter is known
  private long units;
  private double weight;
  private double weightSquared;
  private final double[] plainMean;
  private final double[] mean;
  private final double[] mean2;
  private final double[] scatter; // rows of the upper triangle, one after the other
  private final double[] delta;

  CellMoments(int periods) {
    this(periods, true);
  }

  private CellMoments(int periods, boolean scattered) {
    t = periods;
    this.scattered = scattered;
    plainMean = new double[t];
    mean = new double[t];
    mean2 = new double[t];
    scatter = new double[scattered ? t * (t + 1) / 2 : 0];
    delta = new double[t];
  }

  /** A cell whose means are known and whose scatter is not. */
  static CellMoments ofMeans(
      long units, double weight, double weightSquared, double[] plain, double[] w, double[] w2) {
    CellMoments cell = new CellMoments(plain.length, false);
    cell.units = units;
    cell.weight = weight;
    cell.weightSquared = weightSquared;
    System.arraycopy(plain, 0, cell.plainMean, 0, cell.t);
    System.arraycopy(w, 0, cell.mean, 0, cell.t);
    System.arraycopy(w2, 0, cell.mean2, 0, cell.t);
    return cell;
  }

  CellMoments copy() {
    CellMoments copy = new CellMoments(t, scattered);
    copy.units = units;
    copy.weight = weight;
    copy.weightSquared = weightSquared;
    System.arraycopy(plainMean, 0, copy.plainMean, 0, t);
    System.arraycopy(mean, 0, copy.mean, 0, t);
    System.arraycopy(mean2, 0, copy.mean2, 0, t);
    System.arraycopy(scatter, 0, copy.scatter, 0, scatter.length);
    return copy;
  }

  void add(double w, double[] y) {
    requireScatter();
    units++;
    weight += w;
    double share = w / weight;
    double w2 = w * w;
    double before = weightSquared;
    weightSquared += w2;
    double share2 = w2 / weightSquared;
    for (int s = 0; s < t; s++) {
      plainMean[s] += (y[s] - plainMean[s]) / units;
      mean[s] += (y[s] - mean[s]) * share;
      delta[s] = y[s] - mean2[s];
      mean2[s] += delta[s] * share2;
    }
    addScatter(share2 * before);
  }

  void merge(CellMoments other) {
    if (other.units == 0) {
      return;
    }
    units += other.units;
    weight += other.weight;
    double share = other.weight / weight;
    double before = weightSquared;
    weightSquared += other.weightSquared;
    double share2 = other.weightSquared / weightSquared;
    double plainShare = (double) other.units / units;
    for (int s = 0; s < t; s++) {
      plainMean[s] += (other.plainMean[s] - plainMean[s]) * plainShare;
      mean[s] += (other.mean[s] - mean[s]) * share;
      delta[s] = other.mean2[s] - mean2[s];
      mean2[s] += delta[s] * share2;
    }
    scattered &= other.scattered;
    if (scattered) {
      for (int j = 0; j < scatter.length; j++) {
        scatter[j] += other.scatter[j];
      }
      addScatter(share2 * before);
    }
  }

  private void addScatter(double factor) {
    int j = 0;
    for (int r = 0; r < t; r++) {
      double scaled = delta[r] * factor;
      for (int s = r; s < t; s++) {
        scatter[j++] += scaled * delta[s];
      }
    }
  }

  CellMoments keep(int[] periods, IntPredicate wanted) {
    int kept = 0;
    int[] index = new int[t];
    for (int s = 0; s < t; s++) {
      if (wanted.test(periods[s])) {
        index[kept++] = s;
      }
    }
    CellMoments copy = new CellMoments(kept, scattered);
    copy.units = units;
    copy.weight = weight;
    copy.weightSquared = weightSquared;
    int j = 0;
    for (int r = 0; r < kept; r++) {
      copy.plainMean[r] = plainMean[index[r]];
      copy.mean[r] = mean[index[r]];
      copy.mean2[r] = mean2[index[r]];
      for (int s = r; scattered && s < kept; s++) {
        copy.scatter[j++] = scatter(index[r], index[s]);
      }
    }
    return copy;
  }

  /** Returns this cell as one unit of the given weight whose outcomes are the w-weighted means. */
  CellMoments asUnit(double w) {
    CellMoments unit = new CellMoments(t);
    unit.add(w, mean);
    return unit;
  }

  static int bytes(int periods) {
    return Long.BYTES + Double.BYTES * (2 + 3 * periods + periods * (periods + 1) / 2);
  }

  void write(ByteBuffer out) {
    requireScatter();
    out.putLong(units).putDouble(weight).putDouble(weightSquared);
    for (double[] values : new double[][] {plainMean, mean, mean2, scatter}) {
      for (double value : values) {
        out.putDouble(value);
      }
    }
  }

  static CellMoments read(ByteBuffer in, int periods) {
    CellMoments cell = new CellMoments(periods);
    cell.units = in.getLong();
    cell.weight = in.getDouble();
    cell.weightSquared = in.getDouble();
    for (double[] values : new double[][] {cell.plainMean, cell.mean, cell.mean2, cell.scatter}) {
      for (int j = 0; j < values.length; j++) {
        values[j] = in.getDouble();
      }
    }
    return cell;
  }

  /** Returns the number of units. */
  public long units() {
    return units;
  }

  /** Returns Σw. */
  public double weight() {
    return weight;
  }

  /** Returns Σw². */
  public double weightSquared() {
    return weightSquared;
  }

  /** Returns Σy / n at period index {@code s}. */
  public double plainMean(int s) {
    return plainMean[s];
  }

  /** Returns Σwy / Σw at period index {@code s}. */
  public double mean(int s) {
    return mean[s];
  }

  /** Returns Σw²y / Σw² at period index {@code s}. */
  public double mean2(int s) {
    return mean2[s];
  }

  /** Returns Σw² (y_r − mean2_r)(y_s − mean2_s) at period indexes {@code r} and {@code s}. */
  public double scatter(int r, int s) {
    requireScatter();
    int low = Math.min(r, s);
    int high = Math.max(r, s);
    return scatter[low * t - low * (low - 1) / 2 + high - low];
  }

  private void requireScatter() {
    if (!scattered) {
      throw new IllegalStateException("the scatter of units was not kept; means alone were asked");
    }
  }
}

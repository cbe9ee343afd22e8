package fi.lape.spark.fold;

import fi.lape.estimators.did.passes.UnitBlock;
import fi.lape.estimators.moments.CellBuilder;
import fi.lape.estimators.moments.MomentsBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The units of one bucket, put together from packed rows in any order. */
final class UnitTable {
  private static final int FIRST_SIZE = 1 << 10;

  private final RowShape shape;
  private final int periods;
  private final int covariates;
  private final long whole;
  private final Groups<String> groups = new Groups<>();
  private int[] table = new int[2 * FIRST_SIZE]; // place of a unit, plus one
  private int size;
  private long rows;
  private int faults;
  private long[] keys = new long[FIRST_SIZE];
  private long[] seen = new long[FIRST_SIZE];
  private long[] observed = new long[FIRST_SIZE];
  private int[] group = new int[FIRST_SIZE];
  private double[] weight;
  private double[] outcome;
  private double[] covariate;

  UnitTable(RowShape shape) {
    this.shape = shape;
    periods = shape.periodCount();
    covariates = shape.covariates();
    whole = shape.whole();
    weight = new double[shape.hasWeights() ? FIRST_SIZE : 0];
    outcome = new double[FIRST_SIZE * periods];
    covariate = new double[FIRST_SIZE * periods * covariates];
  }

  /** Adds the rows of a block. */
  void add(byte[] bytes) {
    int[] local = new int[64]; // group of the block to group of the bucket
    int known = 0;
    int at = 0;
    while (at < bytes.length) {
      short code = Bytes.shortAt(bytes, at);
      if (code == RowPacker.GROUP) {
        int length = Bytes.shortAt(bytes, at + 6);
        String name = new String(bytes, at + 8, length, StandardCharsets.UTF_8);
        int cluster = groups.find(name);
        if (known == local.length) {
          local = Arrays.copyOf(local, 2 * known);
        }
        local[known++] =
            groups.group(
                cluster < 0 ? groups.addCluster(name) : cluster, Bytes.intAt(bytes, at + 2));
        at += 8 + length;
      } else if (code == RowPacker.FAULT) {
        faults |= Bytes.shortAt(bytes, at + 2);
        at += 4;
      } else {
        addRow(bytes, at, local[code]);
        at += shape.rowBytes();
      }
    }
  }

  private void addRow(byte[] bytes, int at, int mine) {
    rows++;
    int i = unit(Bytes.longAt(bytes, at + 2));
    int place = Bytes.shortAt(bytes, at + 10);
    boolean empty = place >= RowPacker.EMPTY;
    int t = empty ? place - RowPacker.EMPTY : place;
    if (t < 0 || t >= periods) {
      faults |= Faulty.CONTRADICTS_ITSELF; // a period nobody asked for
      return;
    }
    int next = at + 20;
    if (seen[i] == 0) {
      group[i] = mine;
      if (shape.hasWeights()) {
        weight[i] = Bytes.doubleAt(bytes, next);
      }
    } else if (group[i] != mine
        || (shape.hasWeights() && weight[i] != Bytes.doubleAt(bytes, next))) {
      faults |= Faulty.CONTRADICTS_ITSELF;
    }
    long bit = 1L << t;
    if ((seen[i] & bit) != 0) {
      faults |= Faulty.CONTRADICTS_ITSELF;
    }
    seen[i] |= bit;
    if (!empty) {
      observed[i] |= bit;
      outcome[i * periods + t] = Bytes.doubleAt(bytes, at + 12);
      next += shape.hasWeights() ? 8 : 0;
      for (int j = 0; j < covariates; j++) {
        covariate[(i * periods + t) * covariates + j] = Bytes.doubleAt(bytes, next + 8 * j);
      }
    }
  }

  private int unit(long key) {
    int mask = table.length - 1;
    int at = Keys.place(key, mask);
    while (table[at] != 0) {
      if (keys[table[at] - 1] == key) {
        return table[at] - 1;
      }
      at = (at + 1) & mask;
    }
    if (size == keys.length) {
      grow();
      return unit(key);
    }
    keys[size] = key;
    table[at] = ++size;
    return size - 1;
  }

  private void grow() {
    int more = 2 * size;
    keys = Arrays.copyOf(keys, more);
    seen = Arrays.copyOf(seen, more);
    observed = Arrays.copyOf(observed, more);
    group = Arrays.copyOf(group, more);
    weight = Arrays.copyOf(weight, shape.hasWeights() ? more : 0);
    outcome = Arrays.copyOf(outcome, more * periods);
    covariate = Arrays.copyOf(covariate, more * periods * covariates);
    table = new int[2 * more];
    int mask = table.length - 1;
    for (int i = 0; i < size; i++) {
      int at = Keys.place(keys[i], mask);
      while (table[at] != 0) {
        at = (at + 1) & mask;
      }
      table[at] = i + 1;
    }
  }

  /** Places of the complete units in the order of their keys, which no order of rows moves. */
  private int[] complete() {
    long[] sorted = Arrays.copyOf(keys, size);
    Arrays.sort(sorted);
    int[] places = new int[size];
    int n = 0;
    for (long key : sorted) {
      int i = unit(key);
      if (observed[i] == whole) {
        places[n++] = i;
      } else if (observed[i] == 0) {
        faults |= Faulty.NEVER_OBSERVED;
      }
    }
    return Arrays.copyOf(places, n);
  }

  private long cells() {
    long cells = 0;
    for (int i = 0; i < size; i++) {
      cells += Long.bitCount(observed[i]);
    }
    return cells;
  }

  /** Returns the moments of the complete units. */
  FoldedMoments moments(int bucket) {
    int[] places = complete();
    MomentsBuilder builder = new MomentsBuilder(shape.periods());
    CellBuilder[] cells = new CellBuilder[groups.size()];
    double[] y = new double[periods];
    for (int i : places) {
      int g = group[i];
      if (cells[g] == null) {
        cells[g] = builder.cell(groups.cluster(groups.clusterOf(g)), groups.cohortOf(g));
      }
      System.arraycopy(outcome, i * periods, y, 0, periods);
      cells[g].add(shape.hasWeights() ? weight[i] : 1, y);
    }
    return new FoldedMoments(
        bucket, faults, rows, size, size - (long) places.length, builder.build().toBytes());
  }

  /** Returns the complete units themselves. */
  FoldedUnits units(int bucket) {
    int[] places = complete();
    int n = places.length;
    boolean fixed = isFixed(places);
    int[] cluster = new int[shape.hasClusters() ? n : 0];
    int[] cohort = new int[n];
    double[] weights = new double[n];
    double[] y = new double[n * periods];
    int width = fixed ? covariates : periods * covariates;
    double[] x = new double[n * width];
    for (int m = 0; m < n; m++) {
      int i = places[m];
      cohort[m] = groups.cohortOf(group[i]);
      weights[m] = shape.hasWeights() ? weight[i] : 1;
      if (shape.hasClusters()) {
        cluster[m] = groups.clusterOf(group[i]);
      }
      System.arraycopy(outcome, i * periods, y, m * periods, periods);
      System.arraycopy(covariate, i * periods * covariates, x, m * width, width);
    }
    String[] names = shape.hasClusters() ? groups.clusters().toArray(String[]::new) : new String[0];
    UnitBlock block =
        new UnitBlock(bucket, periods, covariates, fixed, names, cluster, cohort, weights, y, x);
    return new FoldedUnits(block, names, faults, rows, cells(), size, size - (long) n);
  }

  private boolean isFixed(int[] places) {
    for (int i : places) {
      int first = i * periods * covariates;
      for (int m = covariates; m < periods * covariates; m++) {
        if (covariate[first + m] != covariate[first + m % covariates]) {
          return false;
        }
      }
    }
    return true;
  }
}

package fi.lape.spark.fold;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/**
 * Packs rows into blocks of bytes, each of one bucket. A block holds rows, and before the first row
 * of a cluster and cohort in it, what they are.
 *
 * <p>Row: number of the group (short), key (long), place of the period (short, {@link #EMPTY} added
 * where the outcome is), outcome, weight if any, covariates. Group: {@link #GROUP}, cohort (int),
 * length of the name (short), name. Fault: {@link #FAULT}, bits (short).
 */
final class RowPacker implements Iterator<Tuple2<Integer, byte[]>> {
  static final short GROUP = -1;
  static final short FAULT = -2;
  static final int EMPTY = 1 << 8;

  private static final int CAPACITY = 1 << 16;
  private static final int LONGEST_NAME = 1 << 10;
  private static final int MOST_GROUPS = 1 << 16;
  private static final UTF8String NONE = UTF8String.fromString("");

  private final Iterator<InternalRow> rows;
  private final RowShape shape;
  private final PeriodPlaces places;
  private final int rowBytes;
  private final byte[][] blocks = new byte[Keys.BUCKETS][];
  private final int[] ends = new int[Keys.BUCKETS];
  private final short[] groupsIn = new short[Keys.BUCKETS];
  private final int[] generation = new int[Keys.BUCKETS];
  private final int[][] number = new int[Keys.BUCKETS][64]; // of a group in the block
  private final int[][] since = new int[Keys.BUCKETS][64]; // the block it was numbered in
  private final Groups<UTF8String> groups = new Groups<>();
  private final Queue<Tuple2<Integer, byte[]>> full = new ArrayDeque<>();
  private int faults;
  private boolean ended;

  RowPacker(Iterator<InternalRow> rows, RowShape shape) {
    this.rows = rows;
    this.shape = shape;
    places = new PeriodPlaces(shape.periods());
    rowBytes = shape.rowBytes();
  }

  @Override
  public boolean hasNext() {
    while (full.isEmpty() && !ended) {
      if (faults == 0 && rows.hasNext()) {
        add(rows.next());
      } else {
        end();
      }
    }
    return !full.isEmpty();
  }

  @Override
  public Tuple2<Integer, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return full.remove();
  }

  private void add(InternalRow row) {
    if (row.isNullAt(RowShape.KEY)
        || row.isNullAt(shape.period())
        || (shape.hasClusters() && row.isNullAt(shape.cluster()))
        || (shape.hasWeights() && row.isNullAt(shape.weight()))) {
      faults |= Faulty.CONTRADICTS_ITSELF;
      return;
    }
    int group = group(row);
    if (group >= MOST_GROUPS) {
      faults |= Faulty.TOO_MANY_CLUSTERS;
      return;
    }
    long key = row.getLong(RowShape.KEY);
    int b = Keys.bucket(key);
    if (blocks[b] == null) {
      begin(b);
    }
    short code = code(b, group);
    byte[] bytes = blocks[b];
    int at = ends[b];
    Bytes.put(bytes, at, code);
    Bytes.put(bytes, at + 2, key);
    double outcome = row.isNullAt(shape.outcome()) ? Double.NaN : row.getDouble(shape.outcome());
    boolean observed = Math.abs(outcome) < Double.POSITIVE_INFINITY;
    int place = places.of(row.getInt(shape.period()));
    Bytes.put(bytes, at + 10, (short) (observed ? place : place + EMPTY));
    Bytes.put(bytes, at + 12, observed ? outcome : 0);
    at += 20;
    if (shape.hasWeights()) {
      double weight = row.getDouble(shape.weight());
      if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
        faults |= Faulty.CONTRADICTS_ITSELF;
      }
      Bytes.put(bytes, at, weight);
      at += 8;
    }
    for (int j = 0; j < shape.covariates(); j++) {
      int column = shape.covariate(j);
      double x = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
      if (observed && !(Math.abs(x) < Double.POSITIVE_INFINITY)) {
        faults |= Faulty.COVARIATE;
      }
      Bytes.put(bytes, at, x);
      at += 8;
    }
    ends[b] = at;
    if (at + rowBytes + LONGEST_NAME + 8 > CAPACITY) {
      flush(b);
    }
  }

  private int group(InternalRow row) {
    UTF8String name = shape.hasClusters() ? row.getUTF8String(shape.cluster()) : NONE;
    int cluster = groups.find(name);
    if (cluster < 0) {
      if (name.numBytes() > LONGEST_NAME) {
        faults |= Faulty.TOO_MANY_CLUSTERS;
      }
      cluster = groups.addCluster(name.copy()); // the row's own bytes are used again
    }
    int cohort = row.isNullAt(shape.cohort()) ? Panel.NEVER : row.getInt(shape.cohort());
    return groups.group(cluster, cohort);
  }

  private void begin(int b) {
    blocks[b] = new byte[CAPACITY];
    ends[b] = 0;
    groupsIn[b] = 0;
    generation[b]++;
  }

  /**
   * Returns the number of a group in the bucket's block, and says there what it is if it is new.
   */
  private short code(int b, int group) {
    if (group >= number[b].length) {
      int length = Math.max(group + 1, 2 * number[b].length);
      number[b] = Arrays.copyOf(number[b], length);
      since[b] = Arrays.copyOf(since[b], length);
    }
    if (since[b][group] != generation[b]) {
      since[b][group] = generation[b];
      number[b][group] = groupsIn[b]++;
      byte[] name = groups.cluster(groups.clusterOf(group)).getBytes();
      byte[] bytes = blocks[b];
      int at = ends[b];
      Bytes.put(bytes, at, GROUP);
      Bytes.put(bytes, at + 2, groups.cohortOf(group));
      Bytes.put(bytes, at + 6, (short) name.length);
      System.arraycopy(name, 0, bytes, at + 8, Math.min(name.length, LONGEST_NAME));
      ends[b] = at + 8 + name.length;
    }
    return (short) number[b][group];
  }

  private void flush(int b) {
    byte[] bytes = blocks[b];
    full.add(new Tuple2<>(b, ends[b] == bytes.length ? bytes : Arrays.copyOf(bytes, ends[b])));
    blocks[b] = null;
  }

  private void end() {
    ended = true;
    if (faults != 0) {
      byte[] bytes = new byte[4];
      Bytes.put(bytes, 0, FAULT);
      Bytes.put(bytes, 2, (short) faults);
      full.clear();
      full.add(new Tuple2<>(0, bytes));
      return;
    }
    for (int b = 0; b < blocks.length; b++) {
      if (blocks[b] != null) {
        flush(b);
      }
    }
  }
}

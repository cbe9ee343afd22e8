package fi.lape.spark.fold;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Sums the rows of a partition, and packs the keys of its first period into blocks by bucket; the
 * last block is the sums, of bucket {@link #SUMS}, or a fault, of bucket {@link #FAULT}.
 */
final class KeysOfPeriod implements Iterator<Tuple2<Integer, Object>> {
  static final int SUMS = -1;
  static final int FAULT = -2;

  private static final int BLOCK = 1 << 12;

  private final Iterator<InternalRow> rows;
  private final ClusterSums sums;
  private final long[][] blocks = new long[Keys.BUCKETS][];
  private final int[] ends = new int[Keys.BUCKETS];
  private final Queue<Tuple2<Integer, Object>> full = new ArrayDeque<>();
  private boolean ended;

  KeysOfPeriod(Iterator<InternalRow> rows, RowShape shape) {
    this.rows = rows;
    sums = new ClusterSums(shape);
  }

  @Override
  public boolean hasNext() {
    while (full.isEmpty() && !ended) {
      if (!sums.isFaulty() && rows.hasNext()) {
        InternalRow row = rows.next();
        if (sums.add(row)) {
          keep(row.getLong(RowShape.KEY));
        }
      } else {
        end();
      }
    }
    return !full.isEmpty();
  }

  @Override
  public Tuple2<Integer, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return full.remove();
  }

  private void keep(long key) {
    int b = Keys.bucket(key);
    if (blocks[b] == null) {
      blocks[b] = new long[BLOCK];
      ends[b] = 0;
    }
    blocks[b][ends[b]++] = key;
    if (ends[b] == BLOCK) {
      full.add(new Tuple2<>(b, blocks[b]));
      blocks[b] = null;
    }
  }

  private void end() {
    ended = true;
    if (sums.isFaulty()) {
      full.clear();
      full.add(new Tuple2<>(FAULT, ClusterSums.Part.faulty()));
      return;
    }
    for (int b = 0; b < blocks.length; b++) {
      if (blocks[b] != null) {
        full.add(new Tuple2<>(b, Arrays.copyOf(blocks[b], ends[b])));
      }
    }
    sums.part().ifPresent(part -> full.add(new Tuple2<>(SUMS, part)));
  }
}

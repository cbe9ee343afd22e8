package fi.lape.spark;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * Folds rows sorted by bucket, unit and period; gives one packed {@link Bucket} a bucket and holds
 * one unit at a time.
 */
final class BucketIterator implements Iterator<byte[]> {
  private final Iterator<Row> rows;
  private final int[] periods;
  private Row ahead;

  BucketIterator(Iterator<Row> rows, int[] periods) {
    this.rows = rows;
    this.periods = periods;
    advance();
  }

  private void advance() {
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public byte[] next() {
    if (ahead == null) {
      throw new NoSuchElementException();
    }
    int number = ahead.getInt(BucketFold.BUCKET);
    BucketFold fold = new BucketFold(periods);
    while (ahead != null && ahead.getInt(BucketFold.BUCKET) == number) {
      fold.add(ahead);
      advance();
    }
    return fold.finish(number).toBytes();
  }
}

package fi.lape.spark.fold;

import java.io.Serializable;

/** What the units of one bucket come to. */
final class FoldedMoments implements Serializable {
  private static final long serialVersionUID = 1;

  private final int bucket;
  private final int faults;
  private final long rows;
  private final long units;
  private final long incomplete;
  private final byte[] moments;

  FoldedMoments(int bucket, int faults, long rows, long units, long incomplete, byte[] moments) {
    this.bucket = bucket;
    this.faults = faults;
    this.rows = rows;
    this.units = units;
    this.incomplete = incomplete;
    this.moments = moments;
  }

  int bucket() {
    return bucket;
  }

  int faults() {
    return faults;
  }

  long rows() {
    return rows;
  }

  long units() {
    return units;
  }

  long incomplete() {
    return incomplete;
  }

  byte[] moments() {
    return moments;
  }
}

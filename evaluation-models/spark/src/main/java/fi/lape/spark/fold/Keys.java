package fi.lape.spark.fold;

/** Where a unit goes. The two mixes differ, so that the units of a bucket still spread. */
final class Keys {
  static final int BUCKETS = 64;

  private Keys() {}

  /** Returns the bucket of a unit. */
  static int bucket(long key) {
    return (int) (mix(key) >>> 58);
  }

  static long mix(long key) {
    long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static int place(long key, int mask) {
    long z = key * 0x9E3779B97F4A7C15L;
    return (int) (z >>> 32) & mask;
  }
}

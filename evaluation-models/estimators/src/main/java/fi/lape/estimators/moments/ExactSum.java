package fi.lape.estimators.moments;

import java.math.BigInteger;

/**
 * Sums of doubles without rounding: the order in which numbers are added, and where, changes no bit
 * of the result. A sum lies in {@value #CHUNKS} longs of an array, so that many lie side by side;
 * chunk i counts 2^(32 i) times the {@link #SMALLEST} power of two.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.1505.05571">Neal (2015), Fast exact summation using
 *     small and large superaccumulators</a>
 */
public final class ExactSum {
  /** Longs that one sum takes. */
  public static final int CHUNKS = 67;

  /** Numbers that can be added to one sum: each moves a chunk by less than 2^32. */
  public static final long MOST_NUMBERS = 1L << 30;

  /** A sum counts units of two to this power. */
  static final int SMALLEST = -1075;

  private static final int MANTISSA = 52;
  private static final int LARGEST_EXPONENT = 0x7ff;
  private static final long LOW = 0xffffffffL;
  private static final int KEPT_BITS = 96; // more than a double has, so that one rounding is left

  private ExactSum() {}

  /**
   * Adds a number.
   *
   * @param sums of chunks
   * @param at where the sum begins
   * @param x finite
   */
  public static void add(long[] sums, int at, double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> MANTISSA) & LARGEST_EXPONENT;
    long mantissa = bits & ((1L << MANTISSA) - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << MANTISSA;
    }
    int chunk = at + (exponent >>> 5);
    int shift = exponent & 31;
    long low = (mantissa << shift) & LOW;
    long rest = shift == 0 ? mantissa >>> 32 : mantissa >>> (32 - shift);
    if (bits < 0) {
      sums[chunk] -= low;
      sums[chunk + 1] -= rest & LOW;
      sums[chunk + 2] -= rest >>> 32;
    } else {
      sums[chunk] += low;
      sums[chunk + 1] += rest & LOW;
      sums[chunk + 2] += rest >>> 32;
    }
  }

  /** Returns a sum as a whole number of its smallest unit. */
  public static BigInteger of(long[] sums, int at) {
    int last = CHUNKS - 1;
    while (last >= 0 && sums[at + last] == 0) {
      last--;
    }
    BigInteger sum = BigInteger.ZERO;
    for (int i = last; i >= 0; i--) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(sums[at + i]));
    }
    return sum;
  }

  /** Returns the double nearest to a sum. */
  public static double value(BigInteger sum) {
    int shift = Math.max(0, sum.bitLength() - KEPT_BITS);
    return Math.scalb(sum.shiftRight(shift).doubleValue(), SMALLEST + shift);
  }
}

package fi.lape.samples;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A random stream of one entity: SplitMix64 seeded with SHA-256 of the settings' seed and the
 * entity's name.
 *
 * <p>Streams do not share state, so that an added indicator or municipality leaves the numbers of
 * all others as they were. {@link StrictMath} keeps the numbers the same on every machine.
 */
public final class RandomStream {

  private static final double UNIT = 0x1.0p-53;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** The stream of an entity. */
  public static RandomStream of(long seed, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
      return new RandomStream(ByteBuffer.wrap(hash).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in the open interval (0, 1). */
  public double uniform() {
    return ((nextLong() >>> 11) + 0.5) * UNIT;
  }

  /** Uniform between the bounds. */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform integer from {@code low} to {@code high}, both included. */
  public int integer(int low, int high) {
    return low + (int) StrictMath.floor(uniform() * (high - low + 1));
  }

  /** Standard normal. */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Gamma with the given shape and mean 1 (Marsaglia and Tsang 2000, with boost below shape 1). */
  public double gammaOfMeanOne(double shape) {
    double boosted = shape < 1 ? shape + 1 : shape;
    double d = boosted - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        double value = shape < 1 ? d * v * StrictMath.pow(uniform(), 1 / shape) : d * v;
        return value / shape;
      }
    }
  }

  /** Poisson count: inversion in blocks of mean 30, so that exp() never underflows. */
  public long poisson(double mean) {
    long count = 0;
    double rest = mean;
    while (rest > 0) {
      double block = StrictMath.min(rest, 30);
      rest -= block;
      double limit = StrictMath.exp(-block);
      double product = uniform();
      while (product > limit) {
        count++;
        product *= uniform();
      }
    }
    return count;
  }

  /** Negative binomial count with variance mean + mean² / shape. */
  long negativeBinomial(double mean, double shape) {
    return mean > 0 ? poisson(mean * gammaOfMeanOne(shape)) : 0;
  }

  long binomial(long trials, double probability) {
    long successes = 0;
    for (long trial = 0; trial < trials; trial++) {
      if (uniform() < probability) {
        successes++;
      }
    }
    return successes;
  }

  /** First-order autoregressive path in its stationary state. */
  double[] autoregressive(int length, double sd, double correlation) {
    double[] path = new double[length];
    double innovation = sd * StrictMath.sqrt(1 - correlation * correlation);
    for (int i = 0; i < length; i++) {
      path[i] = i == 0 ? sd * gaussian() : correlation * path[i - 1] + innovation * gaussian();
    }
    return path;
  }
}

package fi.lape.estimators.calibration;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers of one replicate: SplitMix64 (Steele, Lea and Flood 2014). {@link StrictMath}
 * keeps them the same on every machine.
 */
final class DrawStream {
  private static final double UNIT = 0x1.0p-53;
  private static final double INVERTED = 12;

  private long state;
  private double spare;
  private boolean hasSpare;

  DrawStream(long seed) {
    state = mix(seed);
  }

  /** Returns a seed that depends on words and a number, never on an order of evaluation. */
  static long seed(long number, String... words) {
    long hash = mix(number);
    for (String word : words) {
      for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
        hash = mix(hash ^ b);
      }
      hash = mix(hash ^ 0x100L); // where one word ends is part of it
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in the open interval (0, 1). */
  double uniform() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (((z ^ (z >>> 31)) >>> 11) + 0.5) * UNIT;
  }

  /** Standard normal by the polar method. */
  double gaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * factor;
        hasSpare = true;
        return x * factor;
      }
    }
  }

  /** A path of a stationary autoregression. */
  double[] path(NoiseModel.Shock shock, int length) {
    double[] path = new double[length];
    if (shock.sd() == 0) {
      return path;
    }
    double innovation = shock.sd() * Math.sqrt(1 - shock.correlation() * shock.correlation());
    for (int t = 0; t < length; t++) {
      path[t] =
          t == 0
              ? shock.sd() * gaussian()
              : shock.correlation() * path[t - 1] + innovation * gaussian();
    }
    return path;
  }

  /** Count with a mean and a variance of dispersion times the mean; Poisson where that is 1. */
  long count(double mean, double dispersion) {
    if (!(mean > 0)) {
      return 0;
    }
    double extra = dispersion - 1;
    return poisson(extra > 1e-9 ? extra * gamma(mean / extra) : mean);
  }

  /** Gamma of scale 1 (Marsaglia and Tsang 2000, with boost below shape 1). */
  private double gamma(double shape) {
    double boosted = shape < 1 ? shape + 1 : shape;
    double d = boosted - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return shape < 1 ? d * v * StrictMath.pow(uniform(), 1 / shape) : d * v;
      }
    }
  }

  private long poisson(double mean) {
    return mean < INVERTED ? inverted(mean) : transformed(mean);
  }

  private long inverted(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = uniform();
    long count = 0;
    while (product > limit) {
      count++;
      product *= uniform();
    }
    return count;
  }

  /** Transformed rejection, algorithm PTRS of Hörmann (1993). */
  private long transformed(double mean) {
    double logMean = StrictMath.log(mean);
    double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double right = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = uniform() - 0.5;
      double v = uniform();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= right) {
        return (long) k;
      }
      if (k >= 0
          && !(us < 0.013 && v > us)
          && StrictMath.log(v * inverseAlpha / (a / (us * us) + b))
              <= -mean + k * logMean - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  private static double logFactorial(double k) {
    if (k < 10) {
      double sum = 0;
      for (int i = 2; i <= k; i++) {
        sum += StrictMath.log(i);
      }
      return sum;
    }
    double x = k + 1; // Stirling's series of log Γ, error below 1e-9 from 11 on
    double square = 1 / (x * x);
    return (x - 0.5) * StrictMath.log(x)
        - x
        + 0.9189385332046728
        + (1.0 / 12 - square * (1.0 / 360 - square / 1260)) / x;
  }
}

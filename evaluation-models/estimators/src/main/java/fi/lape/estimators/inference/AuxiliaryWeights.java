package fi.lape.estimators.inference;

import fi.lape.estimators.inference.WildSettings.Weights;
import java.util.List;

/**
 * Weights of clusters, hashed from a seed, the number of the draw and the cluster's name: the same
 * cluster has the same weight in the same draw of every estimate, in any order, on any machine.
 */
final class AuxiliaryWeights {
  private static final double[] WEBB = {
    -Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)
  };
  private static final double ROOT5 = Math.sqrt(5);

  private final long seed;

  AuxiliaryWeights(long seed) {
    this.seed = seed;
  }

  /** The six points of Webb's distribution, by index 0 to 5. */
  static double webb(int index) {
    return WEBB[index];
  }

  /** Returns hashes of names, to be used below. */
  static long[] hashes(List<String> names) {
    long[] hashes = new long[names.size()];
    for (int k = 0; k < hashes.length; k++) {
      long hash = 0;
      for (int c = 0; c < names.get(k).length(); c++) {
        hash = mix(hash ^ names.get(k).charAt(c));
      }
      hashes[k] = hash;
    }
    return hashes;
  }

  /** Sets the weights of one draw. */
  void fill(Weights kind, int draw, long[] names, double[] weights) {
    for (int k = 0; k < weights.length; k++) {
      double u = uniform(draw, names[k]);
      weights[k] =
          switch (kind) {
            case RADEMACHER -> u < 0.5 ? -1 : 1;
            case WEBB -> WEBB[(int) (6 * u)];
          };
    }
  }

  /** Returns Mammen's two points: mean 0, variance 1, third moment 1. */
  double mammen(int draw, long name) {
    return uniform(draw, name) < (ROOT5 + 1) / (2 * ROOT5) ? (1 - ROOT5) / 2 : (1 + ROOT5) / 2;
  }

  /** Returns a number from 0 to below 1. */
  double uniform(int draw, long name) {
    long bits = mix(mix(mix(seed) ^ draw) ^ name);
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) after one step of its counter. */
  private static long mix(long z) {
    long x = z + 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}

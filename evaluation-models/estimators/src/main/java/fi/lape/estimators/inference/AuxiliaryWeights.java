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

  private final HashedUniform uniform;

  AuxiliaryWeights(long seed) {
    uniform = new HashedUniform(seed);
  }

  /** The six points of Webb's distribution, by index 0 to 5. */
  static double webb(int index) {
    return WEBB[index];
  }

  /** Returns hashes of names, to be used below. */
  static long[] hashes(List<String> names) {
    long[] hashes = new long[names.size()];
    for (int k = 0; k < hashes.length; k++) {
      hashes[k] = HashedUniform.hash(names.get(k));
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
    return uniform.at(draw, name);
  }
}

package fi.lape.estimators.inference;

import fi.lape.estimators.inference.MultiplierBootstrap.Settings;
import fi.lape.estimators.inference.MultiplierBootstrap.Weights;
import java.util.List;

/** Draws of multipliers, made when asked for: all sign patterns, or hashed ones. */
final class MultiplierWeights {
  private final Settings settings;
  private final AuxiliaryWeights source;
  private final long[] names;
  private final boolean mirrored;
  private final int size;

  private MultiplierWeights(Settings settings, long[] names, boolean enumerable) {
    this.settings = settings;
    this.names = names;
    source = new AuxiliaryWeights(settings.seed());
    mirrored =
        enumerable
            && settings.weights() == Weights.RADEMACHER
            && names.length <= WildClusterTest.MOST_CLUSTERS;
    size = mirrored ? 1 << (names.length - 1) : settings.draws();
  }

  static MultiplierWeights ofClusters(List<String> clusters, Settings settings) {
    return new MultiplierWeights(settings, AuxiliaryWeights.hashes(clusters), true);
  }

  static MultiplierWeights ofUnits(long units, Settings settings) {
    long[] places = new long[(int) units];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return new MultiplierWeights(settings, places, false);
  }

  int size() {
    return size;
  }

  /** Whether they are all patterns, one of each pair g and −g. */
  boolean isMirrored() {
    return mirrored;
  }

  /** Returns Σ_k g_k q_k of one draw. */
  double sum(int draw, double[] q) {
    double sum = 0;
    for (int k = 0; k < q.length; k++) {
      if (mirrored) {
        sum += (draw >>> k & 1) == 0 ? q[k] : -q[k];
      } else {
        sum +=
            q[k]
                * switch (settings.weights()) {
                  case RADEMACHER -> source.uniform(draw, names[k]) < 0.5 ? -1 : 1;
                  case MAMMEN -> source.mammen(draw, names[k]);
                };
      }
    }
    return sum;
  }
}

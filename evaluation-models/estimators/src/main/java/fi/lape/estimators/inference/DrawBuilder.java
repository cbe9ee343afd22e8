package fi.lape.estimators.inference;

import fi.lape.estimators.inference.WildSettings.Weights;

/** Fills {@link GapDraws}: every sign pattern, drawn weights, or weights that are given. */
final class DrawBuilder {
  // Running sums are begun afresh this often, so that rounding does not pile up.
  private static final int FRESH = 1 << 10;

  private final WildScores scores;
  private final double[][] residual;

  DrawBuilder(WildScores scores) {
    this.scores = scores;
    residual = new double[2][scores.clusters()];
  }

  /**
   * Every Rademacher pattern. g and −g have the same |t*|, so the last sign is held at +1; Gray
   * code changes one sign a step.
   */
  GapDraws enumerated() {
    int clusters = scores.clusters();
    if (clusters < 2 || clusters > WildClusterTest.MOST_CLUSTERS) {
      throw new IllegalArgumentException(clusters + " clusters cannot be enumerated");
    }
    int count = 1 << (clusters - 1);
    GapDraws draws = new GapDraws(count, GapDraws.Kind.MIRRORED, scores.observedVariance());
    double[] signs = new double[clusters];
    double[] top = new double[2];
    for (int draw = 0; draw < count; draw++) {
      if (draw % FRESH == 0) {
        int pattern = draw ^ (draw >>> 1);
        for (int h = 0; h < clusters; h++) {
          signs[h] = (pattern >>> h & 1) == 0 ? 1 : -1;
        }
        top[0] = scores.apply(0, signs, residual[0]);
        top[1] = scores.apply(1, signs, residual[1]);
      } else {
        int h = Integer.numberOfTrailingZeros(draw);
        signs[h] = -signs[h];
        top[0] += scores.change(0, h, 2 * signs[h], residual[0]);
        top[1] += scores.change(1, h, 2 * signs[h], residual[1]);
      }
      draws.set(draw, top[0], top[1], residual[0], residual[1]);
    }
    return draws;
  }

  GapDraws drawn(Weights kind, int count, long seed) {
    AuxiliaryWeights source = new AuxiliaryWeights(seed);
    long[] names = AuxiliaryWeights.hashes(scores.names());
    double[][] weights = new double[count][scores.clusters()];
    for (int draw = 0; draw < count; draw++) {
      source.fill(kind, draw, names, weights[draw]);
    }
    return given(weights);
  }

  /** Draws × clusters. */
  GapDraws given(double[][] weights) {
    GapDraws draws = new GapDraws(weights.length, GapDraws.Kind.DRAWN, scores.observedVariance());
    for (int draw = 0; draw < weights.length; draw++) {
      double top0 = scores.apply(0, weights[draw], residual[0]);
      double top1 = scores.apply(1, weights[draw], residual[1]);
      draws.set(draw, top0, top1, residual[0], residual[1]);
    }
    return draws;
  }
}

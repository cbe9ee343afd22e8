package fi.lape.estimators.inference;

/** What is known to be wrong with an inference in a design like the one at hand. */
public enum Caveat {
  /**
   * No small-sample factor and too few clusters ({@link Caveats#FEW}): too narrow even where
   * clusters are alike.
   */
  NO_SMALL_SAMPLE_FACTOR,
  /**
   * Without one of the clusters the effect is not determined, for instance because only one is
   * treated: its residuals sum to 0 and its error is not seen.
   */
  RESTS_ON_ONE_CLUSTER,
  /** The same of a test that imposes its null: it hardly ever rejects. */
  HARDLY_EVER_REJECTS,
  /** Fewer than {@link Caveats#FEW_TREATED} clusters are treated, and others are not. */
  FEW_TREATED_CLUSTERS
}

package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/** What is known of cluster-robust errors with few clusters. */
public final class Caveats {
  /**
   * Up to so many clusters a 5 % test with √Σq² and normal quantiles rejects 6 % or more: {@link
   * #rejected}.
   */
  public static final int FEW = 40;

  /** With fewer treated clusters, and others untreated, cluster-robust errors are too small. */
  public static final int FEW_TREATED = 6;

  // Above, looking at every cluster costs more than the estimate.
  private static final int MOST_LEFT_OUT = 40;

  private static final double NORMAL_975 = 1.959963984540054;

  private Caveats() {}

  /**
   * Returns how often a nominal 5 % test with √Σq² and normal quantiles rejects a true hypothesis
   * where it fares best: clusters alike and normal, so that √((G − 1)/G) times the statistic has
   * Student's law with G − 1 degrees of freedom.
   *
   * @param clusters G, 2 or more
   */
  public static double rejected(long clusters) {
    double g = clusters;
    return 2
        * new TDistribution(g - 1).cumulativeProbability(-NORMAL_975 * FastMath.sqrt((g - 1) / g));
  }

  /** Of an error without any factor. */
  static Set<Caveat> withoutFactor(Estimated estimated, long independent) {
    Set<Caveat> caveats = ofScores(estimated);
    if (independent <= FEW) {
      caveats.add(Caveat.NO_SMALL_SAMPLE_FACTOR);
    }
    return caveats;
  }

  /** Of an error made of the scores of clusters. */
  static Set<Caveat> ofScores(Estimated estimated) {
    Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
    int treated = estimated.sample().clustersTreated();
    if (restsOnOneCluster(estimated)) {
      caveats.add(Caveat.RESTS_ON_ONE_CLUSTER);
    } else if (treated > 0 && treated < FEW_TREATED && treated < estimated.clusters().size()) {
      caveats.add(Caveat.FEW_TREATED_CLUSTERS);
    }
    return caveats;
  }

  /** Whether without one of the clusters nobody is treated, or the effect is not determined. */
  static boolean restsOnOneCluster(Estimated estimated) {
    int clusters = estimated.clusters().size();
    if (estimated.sample().clustersTreated() == 1 && clusters > 1) {
      return true;
    }
    Optional<ClusterRegression> regression = estimated.regression();
    if (regression.isEmpty() || clusters < 2 || clusters > MOST_LEFT_OUT) {
      return false;
    }
    for (int k = 0; k < clusters; k++) {
      if (regression.get().estimateWithout(k).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}

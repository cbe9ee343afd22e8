package fi.lape.jobs.evaluate;

/**
 * What is known of an inference in a design before it is simulated on the panel at hand.
 *
 * <p>Rejection rates of a nominal 5 % test, measured on simulated panels of 19 areas with
 * autocorrelated area shocks and population weights, which is the design of this programme. Valid
 * is 4 to 6 %, conservative less, not valid more. Designs with other numbers of clusters were not
 * measured and are not judged.
 */
final class MeasuredSize {
  /** Designs with fewer areas than this are not the measured one. */
  private static final int FEWEST_CLUSTERS = 15;

  private static final int MOST_CLUSTERS = 24;

  /** With fewer treated areas the wild cluster test is not suitable. */
  static final int FEWEST_TREATED = 6;

  private static final double VALID_FROM = 4;
  private static final double VALID_TO = 6;

  private MeasuredSize() {}

  /** How a treatment was assigned. */
  enum Design {
    DOSE_COMMON_START,
    STAGGERED_ADOPTION
  }

  /**
   * The inference_status of an inference in a design.
   *
   * @param inference wild-cluster | cr1 | cr3
   * @param treated treated clusters; a dose treats all
   */
  static String status(Design design, String inference, int clusters, int treated) {
    if (clusters < FEWEST_CLUSTERS || clusters > MOST_CLUSTERS || treated < FEWEST_TREATED) {
      return "NOT_EVALUATED";
    }
    double size =
        switch (design) {
          case DOSE_COMMON_START -> sizeOf(inference, 4.8, 6.1, 11.2);
          case STAGGERED_ADOPTION -> sizeOf(inference, 4.8, 4.6, 6.7);
        };
    if (size > VALID_TO) {
      return "NOT_VALID";
    }
    return size < VALID_FROM ? "CONSERVATIVE" : "VALID";
  }

  private static double sizeOf(String inference, double wildCluster, double cr3, double cr1) {
    return switch (inference) {
      case "wild-cluster" -> wildCluster;
      case "cr3" -> cr3;
      case "cr1" -> cr1;
      default -> throw new IllegalArgumentException("size of " + inference + " was not measured");
    };
  }
}

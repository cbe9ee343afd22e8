package fi.lape.jobs.analysis;

import java.util.Map;

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

  /** With fewer effective clusters the number rests on too few to vouch for any interval. */
  private static final double FEWEST_EFFECTIVE = 6;

  private static final double VALID_FROM = 4;
  private static final double VALID_TO = 6;

  private static final Map<Design, Map<String, Double>> PERCENT =
      Map.of(
          Design.DOSE_COMMON_START, Map.of("wild-cluster", 4.8, "cr3", 6.1, "cr1", 11.2),
          Design.STAGGERED_ADOPTION, Map.of("wild-cluster", 4.8, "cr3", 4.6, "cr1", 6.7));

  private MeasuredSize() {}

  /** How a treatment was assigned. */
  enum Design {
    DOSE_COMMON_START,
    STAGGERED_ADOPTION
  }

  /**
   * The inference_status of an inference in a design.
   *
   * @param inference name; only wild-cluster, cr1 and cr3 were measured
   * @param treated treated clusters; a dose treats all
   * @param effective effective number of clusters, G*: small where few of them decide
   */
  static String status(
      Design design, String inference, int clusters, int treated, double effective) {
    if (clusters < FEWEST_CLUSTERS || clusters > MOST_CLUSTERS || treated < FEWEST_TREATED) {
      return "NOT_EVALUATED";
    }
    if (effective < FEWEST_EFFECTIVE) {
      return "NOT_EVALUATED";
    }
    Double size = PERCENT.get(design).get(inference);
    if (size == null) {
      return "NOT_EVALUATED";
    }
    if (size > VALID_TO) {
      return "NOT_VALID";
    }
    return size < VALID_FROM ? "CONSERVATIVE" : "VALID";
  }
}

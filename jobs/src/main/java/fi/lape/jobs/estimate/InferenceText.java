package fi.lape.jobs.estimate;

import java.util.Map;

/** What an inference does and when it has no number, in a line to read on a terminal. */
public final class InferenceText {
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "analytic",
              "the influence of clusters, no factor, normal; for 41 clusters or more, by=unit for the errors of R did"),
          Map.entry(
              "cr1",
              "the usual cluster-robust error with its factor, t(G−1); for many treated clusters"),
          Map.entry(
              "cr2",
              "bias-reduced, Satterthwaite degrees of freedom; needs one regression in which no cluster stands alone"),
          Map.entry(
              "cr3",
              "every cluster left out in turn, t(G−1); needs one regression in which no cluster stands alone"),
          Map.entry("unit-robust", "as cr1 with units; only where units were treated one by one"),
          Map.entry("iid", "errors alike and independent; only to compare with other programs"),
          Map.entry("hetero", "errors independent by row; only to compare with other programs"),
          Map.entry(
              "cluster-period", "clustered by cluster and by period; twfe, sun-abraham, etwfe"),
          Map.entry("unit-period", "clustered by unit and by period; twfe, sun-abraham, etwfe"),
          Map.entry(
              "wild-cluster",
              "signs of clusters with the null imposed and jackknifed residuals; exact up to 20 clusters; for few clusters"),
          Map.entry("wild-cluster-classic", "the same with ordinary residuals"),
          Map.entry("wild-cluster-unrestricted", "the same around the estimate; only to compare"),
          Map.entry(
              "multiplier",
              "signs of the influence; for 41 clusters or more, over=units where units are independent"),
          Map.entry(
              "randomization",
              "all ways to deal out what was assigned; for few treated clusters; refuses where units of a cluster were assigned differently (receiver=units)"),
          Map.entry(
              "ibragimov-mueller",
              "one estimate a cluster, t(G−1); refuses where a cluster has no treated or no untreated unit"));

  private InferenceText() {}

  /**
   * Returns the line of an inference.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static String of(String name) {
    String text = TEXTS.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no inference '" + name + "'");
    }
    return text;
  }
}

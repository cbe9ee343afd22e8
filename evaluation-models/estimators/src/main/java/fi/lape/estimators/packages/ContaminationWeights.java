package fi.lape.estimators.packages;

import java.util.ArrayList;
import java.util.List;

/**
 * What a coefficient of several packages is made of. If package l moves area k by τ_kl and packages
 * add up, then
 *
 * <pre>
 *   E β_j = Σ_l Σ_k λ_kl τ_kl,   λ_kl = ω_k r_kj D_kl / S_j.
 * </pre>
 *
 * <p>The own weights λ_kj sum to 1. The contamination weights of another package of the same
 * regression sum to 0: a constant effect of it drops out, one that differs between areas does not.
 * Those of a package that the regression leaves out sum to how much more often it was chosen
 * together with package j.
 */
public final class ContaminationWeights {
  private final String asked;
  private final List<String> areas;
  private final List<String> packages;
  private final double[][] weights; // packages × areas

  ContaminationWeights(String asked, List<String> areas, double[] ofArea, AreaChoices choices) {
    this.asked = asked;
    this.areas = List.copyOf(areas);
    packages = choices.packages();
    double[][] chosen = choices.of(areas);
    weights = new double[packages.size()][areas.size()];
    for (int l = 0; l < weights.length; l++) {
      for (int k = 0; k < ofArea.length; k++) {
        weights[l][k] = ofArea[k] * chosen[k][l];
      }
    }
  }

  /**
   * The weights of one package's effects in a coefficient.
   *
   * @param coefficient the package whose coefficient it is
   * @param of the package whose effects are weighed
   * @param sum of all weights: 1 for the package itself, 0 for others of the regression
   * @param negative sum of those below 0
   * @param most how far the coefficient can move if effects of the package differ between areas by
   *     at most one unit: the sum of the weights above 0, less the sum of all if that is above 0
   * @param areas areas with a weight other than 0
   * @param areasNegative areas with a weight below 0
   */
  public record Summary(
      String coefficient,
      String of,
      double sum,
      double negative,
      double most,
      int areas,
      int areasNegative) {
    /** Whether these are the weights of the coefficient's own package. */
    public boolean isOwn() {
      return coefficient.equals(of);
    }
  }

  /** Returns the areas. */
  public List<String> areas() {
    return areas;
  }

  /**
   * Returns the weights of a package's effects, one an area.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PACKAGE_UNKNOWN}
   */
  public double[] of(String name) {
    return weights[packages.indexOf(name)].clone();
  }

  /** Returns a summary a package, in the order of the choices. */
  public List<Summary> summaries() {
    List<Summary> summaries = new ArrayList<>();
    for (int l = 0; l < weights.length; l++) {
      double sum = 0;
      double negative = 0;
      double size = 0;
      int some = 0;
      int below = 0;
      for (double w : weights[l]) {
        sum += w;
        size += Math.abs(w);
        negative += Math.min(w, 0);
        some += isSome(w) ? 1 : 0;
        below += isSome(w) && w < 0 ? 1 : 0;
      }
      summaries.add(
          new Summary(
              asked, packages.get(l), sum, negative, (size - Math.abs(sum)) / 2, some, below));
    }
    return summaries;
  }

  // A residual that is 0 but for rounding stays below this; real weights are shares of 19 areas.
  private static boolean isSome(double weight) {
    return Math.abs(weight) > 1e-12;
  }
}

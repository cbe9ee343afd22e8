package fi.lape.estimators.estimate;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The influence function ψ of an estimate θ, known through its moments:
 *
 * <pre>
 *   ψ_i = n · ∂θ/∂(log w_i) = n · w_i · (slope_g'(y_i − centre_g) + constant_g),   g the cohort of i.
 * </pre>
 *
 * <p>Cohorts without a form have influence 0. Sums over units are exact: they come from the centred
 * moments, not from units.
 */
public final class MomentInfluence implements Influence {
  // Where units differ in level only, the scatter's terms cancel; what is left of them is rounding.
  private static final double ROUNDING = 1e-13;

  private final PanelMoments moments;
  private final Map<Integer, LinearForm> forms;
  private final long units;
  private final List<String> clusters;
  private final double[] clusterSums;

  /**
   * @param moments the state the estimate was made from
   * @param forms by cohort
   */
  public MomentInfluence(PanelMoments moments, Map<Integer, LinearForm> forms) {
    this.moments = requireNonNull(moments, "moments is null");
    this.forms = Map.copyOf(forms);
    units = moments.units();
    clusters = moments.clusters();
    clusterSums = new double[clusters.size()];
    for (int k = 0; k < clusterSums.length; k++) {
      double sum = 0;
      for (Map.Entry<CellKey, CellMoments> cell : moments.ofCluster(clusters.get(k)).entrySet()) {
        LinearForm form = this.forms.get(cell.getKey().cohort());
        if (form != null) {
          sum += cell.getValue().weight() * atMean(form, cell.getValue(), false);
        }
      }
      clusterSums[k] = units * sum;
    }
  }

  private static double atMean(LinearForm form, CellMoments cell, boolean squaredWeights) {
    double sum = form.constant();
    for (int t = 0; t < form.periods(); t++) {
      double mean = squaredWeights ? cell.mean2(t) : cell.mean(t);
      sum += form.slope(t) * (mean - form.centre(t));
    }
    return sum;
  }

  @Override
  public long units() {
    return units;
  }

  @Override
  public List<String> clusters() {
    return clusters;
  }

  @Override
  public double[] clusterSums() {
    return clusterSums.clone();
  }

  @Override
  public double sumOfSquares() {
    return unitProduct(this) * units * units;
  }

  /** Returns ψ of a unit; 0 where its cohort does not enter the estimate. */
  public double of(int cohort, double weight, double[] outcomes) {
    return Optional.ofNullable(forms.get(cohort))
        .map(form -> units * weight * form.at(outcomes))
        .orElse(0.0);
  }

  @Override
  public double unitCovariance(Influence other) {
    if (!(other instanceof MomentInfluence same)) {
      throw new IllegalArgumentException("influences of different kinds have no covariance");
    }
    return unitProduct(same);
  }

  private double unitProduct(MomentInfluence other) {
    double sum = 0;
    double size = 0;
    for (Map.Entry<CellKey, CellMoments> entry : moments.cells().entrySet()) {
      LinearForm mine = forms.get(entry.getKey().cohort());
      LinearForm theirs = other.forms.get(entry.getKey().cohort());
      if (mine != null && theirs != null) {
        CellMoments cell = entry.getValue();
        sum += cell.weightSquared() * atMean(mine, cell, true) * atMean(theirs, cell, true);
        for (int r = 0; r < mine.periods(); r++) {
          for (int s = 0; s < mine.periods(); s++) {
            double term = mine.slope(r) * cell.scatter(r, s) * theirs.slope(s);
            sum += term;
            size += Math.abs(term);
          }
        }
      }
    }
    return Math.abs(sum) <= ROUNDING * size ? 0 : sum;
  }
}

package fi.lape.estimators.did;

import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Contrast;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.LinearForm;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Static two-way fixed effects: one coefficient on "treated by now", with unit and period effects.
 *
 * <p>With d_gt = 1{g ≤ t} and d̃ its residual on unit and period effects (weighted by W_g),
 *
 * <pre>
 *   Y_it = α_i + λ_t + θ d_gt + ε_it,   θ = Σ W_g d̃_gt ȳ_gt / D,   D = Σ W_g d̃_gt²,
 *   ψ_i  = n · w_i · Σ_t d̃_gt (Y_it − λ_t − θ d_gt) / D.
 * </pre>
 *
 * <p><b>Assumes</b> parallel trends, no anticipation, and an effect that is the same in every
 * cohort and period; otherwise earlier adopters serve as controls with negative weights.
 * <b>Units:</b> the outcome's unit, ψ per unit of the panel. <b>Cost:</b> O(clusters × cohorts ×
 * periods²); deterministic.
 *
 * @see <a href="https://doi.org/10.1016/j.jeconom.2021.03.014">Goodman-Bacon (2021), equation 2</a>
 */
public final class TwoWayFixedEffects implements Estimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "twfe";

  /** The only estimand. */
  public static final String ESTIMAND = "twfe";

  // D relative to the treated weight: rounding of an exact collinearity stays below 1e-20.
  private static final double NO_VARIATION = 1e-12;

  /**
   * Reads settings in words; there are none.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is given
   */
  public static TwoWayFixedEffects of(Map<String, String> settings) {
    new SettingWords(METHOD, settings, List.of());
    return new TwoWayFixedEffects();
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Fit fit(PanelMoments moments) {
    return new Fit(List.of(effect(new CohortMeans(moments))));
  }

  private static Effect effect(CohortMeans means) {
    EffectKey key = EffectKey.of(ESTIMAND);
    Map<Integer, double[]> treated = new HashMap<>();
    double treatedWeight = 0;
    for (int g : means.cohorts()) {
      double[] d = treatment(means, g);
      treated.put(g, d);
      for (double dt : d) {
        treatedWeight += means.weight(g) * dt;
      }
    }
    if (treatedWeight == 0) {
      return new NotEstimable(key, Reason.NO_TREATED_UNITS);
    }
    Map<Integer, double[]> residual = demean(means, treated);
    double variation = 0;
    for (int g : means.cohorts()) {
      for (double d : residual.get(g)) {
        variation += means.weight(g) * d * d;
      }
    }
    if (variation <= NO_VARIATION * treatedWeight) {
      return new NotEstimable(key, Reason.NO_VARIATION_IN_TREATMENT);
    }
    return estimated(key, means, residual, variation);
  }

  private static Estimated estimated(
      EffectKey key, CohortMeans means, Map<Integer, double[]> residual, double variation) {
    Map<Integer, double[]> outcome = new HashMap<>();
    for (int g : means.cohorts()) {
      outcome.put(g, means.mean(g));
    }
    Map<Integer, double[]> outcomeResidual = demean(means, outcome);
    double theta = 0;
    for (int g : means.cohorts()) {
      for (int t = 0; t < means.periodCount(); t++) {
        theta += means.weight(g) * residual.get(g)[t] * outcomeResidual.get(g)[t] / variation;
      }
    }
    Map<Integer, double[]> weights = new HashMap<>();
    Map<Integer, LinearForm> forms = new HashMap<>();
    for (int g : means.cohorts()) {
      double[] a = new double[means.periodCount()];
      double[] slope = new double[a.length];
      double constant = 0;
      for (int t = 0; t < a.length; t++) {
        double d = residual.get(g)[t];
        slope[t] = d / variation;
        a[t] = means.weight(g) * slope[t];
        constant += slope[t] * (outcomeResidual.get(g)[t] - theta * d);
      }
      weights.put(g, a);
      forms.put(g, new LinearForm(slope, means.mean(g), constant));
    }
    return new Estimated(
        key,
        theta,
        new MomentInfluence(means.moments(), forms),
        Optional.of(regression(means)),
        Optional.of(Contrast.ofCohorts(weights)),
        sample(means));
  }

  private static double[] treatment(CohortMeans means, int cohort) {
    double[] d = new double[means.periodCount()];
    for (int t = 0; t < d.length; t++) {
      d[t] = CohortMeans.treatedIn(cohort, means.period(t)) ? 1 : 0;
    }
    return d;
  }

  /** Takes out unit means and weighted period means; exact, since the panel is balanced. */
  private static Map<Integer, double[]> demean(CohortMeans means, Map<Integer, double[]> byCohort) {
    int periods = means.periodCount();
    Map<Integer, double[]> residual = new HashMap<>();
    double[] periodMean = new double[periods];
    double weight = 0;
    for (int g : means.cohorts()) {
      double[] within = withinUnit(byCohort.get(g));
      residual.put(g, within);
      weight += means.weight(g);
      for (int t = 0; t < periods; t++) {
        periodMean[t] += (within[t] - periodMean[t]) * (means.weight(g) / weight);
      }
    }
    for (double[] within : residual.values()) {
      for (int t = 0; t < periods; t++) {
        within[t] -= periodMean[t];
      }
    }
    return residual;
  }

  private static double[] withinUnit(double[] values) {
    double mean = 0;
    for (int t = 0; t < values.length; t++) {
      mean += (values[t] - mean) / (t + 1);
    }
    double[] within = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      within[t] = values[t] - mean;
    }
    return within;
  }

  /**
   * Columns: treatment, then a dummy for every period but the first; unit means taken out of all.
   */
  private static ClusterRegression regression(CohortMeans means) {
    int periods = means.periodCount();
    PanelMoments moments = means.moments();
    List<String> clusters = moments.clusters();
    List<double[][]> matrices = new ArrayList<>();
    List<double[]> vectors = new ArrayList<>();
    Map<Integer, double[][]> designs = new HashMap<>();
    for (int g : means.cohorts()) {
      designs.put(g, design(means, g));
    }
    for (String cluster : clusters) {
      double[][] matrix = new double[periods][periods];
      double[] vector = new double[periods];
      for (Map.Entry<CellKey, CellMoments> cell : moments.ofCluster(cluster).entrySet()) {
        int g = cell.getKey().cohort();
        addCell(
            matrix, vector, designs.get(g), withinUnit(means.mean(cluster, g)), cell.getValue());
      }
      matrices.add(matrix);
      vectors.add(vector);
    }
    double[] target = new double[periods];
    target[0] = 1;
    return ClusterRegression.of(
            clusters,
            matrices.toArray(new double[0][][]),
            vectors.toArray(new double[0][]),
            target,
            new ClusterRegression.Parameters(
                moments.units() * periods, 1, periods, moments.units() + periods - 1))
        .orElseThrow(() -> new IllegalStateException("treatment varies, yet is collinear"))
        .withWeights(TwoWayWeights.of(moments, designs));
  }

  private static double[][] design(CohortMeans means, int cohort) {
    int periods = means.periodCount();
    double[][] design = new double[periods][]; // column, period
    design[0] = withinUnit(treatment(means, cohort));
    for (int s = 1; s < periods; s++) {
      double[] dummy = new double[periods];
      dummy[s] = 1;
      design[s] = withinUnit(dummy);
    }
    return design;
  }

  private static void addCell(
      double[][] matrix, double[] vector, double[][] design, double[] within, CellMoments cell) {
    for (int i = 0; i < vector.length; i++) {
      for (int t = 0; t < within.length; t++) {
        double x = cell.weight() * design[i][t];
        vector[i] += x * within[t];
        for (int j = 0; j < vector.length; j++) {
          matrix[i][j] += x * design[j][t];
        }
      }
    }
  }

  private static Sample sample(CohortMeans means) {
    int first = means.period(0);
    int last = means.period(means.periodCount() - 1);
    double weight = 0;
    double baseline = 0;
    int clustersTreated = 0;
    for (int g : means.cohorts()) {
      if (g > first && CohortMeans.treatedIn(g, last)) {
        weight += means.weight(g);
        baseline += (before(means, g) - baseline) * (means.weight(g) / weight);
      }
    }
    for (String cluster : means.moments().clusters()) {
      boolean any =
          means.moments().ofCluster(cluster).keySet().stream()
              .anyMatch(key -> CohortMeans.treatedIn(key.cohort(), last));
      clustersTreated += any ? 1 : 0;
    }
    long units = means.moments().units();
    return new Sample(
        units,
        units * means.periodCount(),
        clustersTreated,
        weight > 0 ? OptionalDouble.of(baseline) : OptionalDouble.empty());
  }

  private static double before(CohortMeans means, int cohort) {
    int t = 0;
    while (t + 1 < means.periodCount() && means.period(t + 1) < cohort) {
      t++;
    }
    return means.mean(cohort)[t];
  }
}

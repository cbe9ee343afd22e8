package fi.lape.jobs.evaluate;

import fi.lape.estimators.counts.HiddenCounts;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.Mde;
import fi.lape.estimators.inference.PooledEstimate;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.analysis.UnitPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The headline with hidden counts imputed many times instead of set to the middle of their
 * intervals; pooled by Rubin's rules with errors clustered as the headline's.
 */
final class ImputedHeadline {
  private static final int IMPUTATIONS = 20;
  private static final String SUFFIX = "-imputed";

  private ImputedHeadline() {}

  /** The row; empty where nothing is hidden, the outcome has no counts, or an imputation fails. */
  static Optional<EstimateRow> of(
      Question question, QuestionPanel panel, PanelEstimator estimator, EstimateRow headline) {
    if (question.coverage().hiddenCells() == 0
        || question.outcome().exposure().isEmpty()
        || !panel.units().isCounted()) {
      return Optional.empty();
    }
    List<Estimated> fits = new ArrayList<>();
    for (UnitPanel completed : completed(question, panel.units())) {
      Optional<Effect> effect =
          estimator
              .fit(
                  completed.panel(
                      Question.measure(estimator.method()),
                      UnitPanel.Hidden.MIDDLE,
                      ClusterLevels.clusterOf(question.analysis())))
              .effect(headline.key());
      if (effect.isPresent() && effect.get() instanceof Estimated estimated) {
        fits.add(estimated);
      }
    }
    return fits.size() < IMPUTATIONS ? Optional.empty() : row(headline, fits);
  }

  private static List<UnitPanel> completed(Question question, UnitPanel units) {
    List<UnitPanel.Unit> all = units.units();
    HiddenCounts hidden =
        new HiddenCounts(
            units.panel(UnitPanel.Measure.COUNT, UnitPanel.Hidden.MIDDLE, ClusterLevels.AREA),
            all.stream().map(UnitPanel.Unit::countLow).toArray(double[][]::new),
            all.stream().map(UnitPanel.Unit::countHigh).toArray(double[][]::new));
    // the same for every analysis of an outcome, so that methods differ by method alone
    long seed = 31 * question.plan().seed() + question.outcome().id().hashCode();
    List<UnitPanel> completed = new ArrayList<>();
    for (double[][] counts : hidden.impute(IMPUTATIONS, seed)) {
      List<UnitPanel.Unit> filled = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        filled.add(all.get(i).withCounts(counts[i]));
      }
      completed.add(units.withUnits(filled));
    }
    return completed;
  }

  private static Optional<EstimateRow> row(EstimateRow headline, List<Estimated> fits) {
    Inference inference = Inferences.of(fits.get(0).regression().isPresent() ? "cr3" : "cr1");
    double[] estimates = new double[fits.size()];
    double[] errors = new double[fits.size()];
    for (int j = 0; j < estimates.length; j++) {
      estimates[j] = fits.get(j).estimate();
      if (!(inference.infer(fits.get(j), Uncertainty.LEVEL) instanceof Inferred inferred)
          || inferred.standardError().isEmpty()) {
        return Optional.empty();
      }
      errors[j] = inferred.standardError().getAsDouble();
    }
    PooledEstimate pooled =
        PooledEstimate.of(estimates, errors, headline.clusters() - 1.0, Uncertainty.LEVEL);
    OptionalDouble dof = OptionalDouble.of(pooled.dof());
    Uncertainty uncertainty =
        new Uncertainty(
            "rubin-" + inference.name(),
            OptionalDouble.of(pooled.standardError()),
            OptionalDouble.of(pooled.low()),
            OptionalDouble.of(pooled.high()),
            OptionalDouble.of(pooled.pValue()),
            dof,
            headline.uncertainty().clustersEffective(),
            OptionalDouble.of(Mde.at80(pooled.standardError(), dof, Uncertainty.LEVEL)),
            "NOT_EVALUATED",
            "");
    return Optional.of(
        new EstimateRow(
            headline.analysis(),
            headline.method(),
            headline.outcome(),
            EffectKey.of(headline.key().estimand() + SUFFIX),
            OptionalDouble.of(pooled.estimate()),
            uncertainty,
            headline.clusters(),
            headline.clustersTreated(),
            headline.units(),
            headline.observations(),
            headline.baseline(),
            OptionalDouble.empty(),
            "ESTIMATED",
            Optional.empty()));
  }
}

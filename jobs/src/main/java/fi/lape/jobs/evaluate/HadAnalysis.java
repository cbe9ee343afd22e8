package fi.lape.jobs.evaluate;

import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.had.HeterogeneousAdoption;
import fi.lape.jobs.analysis.AnalysisKind;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.PreparedMoments;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dose that all got at once, of municipalities or of areas, by heterogeneous adoption. The plain
 * regression over areas always stands beside, with its leverage and its weights.
 */
final class HadAnalysis implements AnalysisKind {
  @Override
  public boolean answers(Question question) {
    return question.analysis().method().equals(HeterogeneousAdoption.METHOD)
        && EstimatorFactory.fits(question.analysis().method(), question.treatment());
  }

  @Override
  public AnalysisResult answer(Question question, PanelAccess panels) {
    QuestionPanel panel = new QuestionPanel(question, panels);
    PreparedMoments moments = panel.moments();
    if (!question.doses().keySet().containsAll(moments.values().clusters())) {
      return AnalysisResult.refused(EstimateRow.refused(question, "DOSE_MISSING"));
    }
    List<EstimateRow> rows = new ArrayList<>();
    List<DiagnosticRow> diagnostics = new ArrayList<>();
    try {
      HadAnswer answer = HadAnswer.of(question, panel);
      rows.addAll(answer.rows());
      diagnostics.addAll(answer.diagnostics());
    } catch (EvaluationException refusal) {
      rows.add(EstimateRow.refused(question, refusal.code()));
      diagnostics.add(AnalysisKinds.refusal(question, refusal));
    }
    rows.addAll(new EffectTask(question, panel).check(DoseRegression.METHOD));
    diagnostics.addAll(regression(question, moments));
    return new AnalysisResult(rows, diagnostics, List.of(), Optional.empty());
  }

  private static List<DiagnosticRow> regression(Question question, PreparedMoments moments) {
    List<Integer> years = question.coverage().years();
    DoseRegression regression = (DoseRegression) question.estimator(DoseRegression.METHOD);
    return new DoseTable(question)
        .rows(regression.leverage(moments.values(), years.get(years.size() - 1)));
  }
}

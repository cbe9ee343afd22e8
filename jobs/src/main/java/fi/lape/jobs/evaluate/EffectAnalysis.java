package fi.lape.jobs.evaluate;

import fi.lape.estimators.had.HeterogeneousAdoption;
import fi.lape.jobs.analysis.AnalysisKind;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;

/** Effects of adopting something in a year of one's own, and of doses that areas were given. */
final class EffectAnalysis implements AnalysisKind {
  @Override
  public boolean answers(Question question) {
    return !question.analysis().method().equals(HeterogeneousAdoption.METHOD)
        && EstimatorFactory.fits(question.analysis().method(), question.treatment());
  }

  @Override
  public AnalysisResult answer(Question question, PanelAccess panels) {
    return new EffectTask(question, new QuestionPanel(question, panels)).run();
  }
}

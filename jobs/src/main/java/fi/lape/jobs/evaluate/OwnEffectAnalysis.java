package fi.lape.jobs.evaluate;

import fi.lape.estimators.areas.AreaEffects;
import fi.lape.estimators.segmented.SegmentedRegression;
import fi.lape.jobs.analysis.AnalysisKind;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.plan.AreaMethods;

/** Every area's own effect, pooled: never a league table without how little it says. */
final class OwnEffectAnalysis implements AnalysisKind {
  @Override
  public boolean answers(Question question) {
    String method = question.analysis().method();
    return (method.equals(AreaEffects.METHOD) || method.equals(SegmentedRegression.METHOD))
        && AreaMethods.fits(method, question.treatment());
  }

  @Override
  public AnalysisResult answer(Question question, PanelAccess panels) {
    return new OwnEffectTask(question, panels.moments(question).values()).run();
  }
}

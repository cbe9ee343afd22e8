package fi.lape.jobs.evaluate;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.jobs.analysis.AnalysisKind;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.plan.AreaMethods;
import java.util.List;

/** How the change of areas goes together with the packages they chose: associations. */
final class PackageAnalysis implements AnalysisKind {
  @Override
  public boolean answers(Question question) {
    return AreaMethods.isPackage(question.analysis().method())
        && AreaMethods.fits(question.analysis().method(), question.treatment());
  }

  /**
   * {@inheritDoc}
   *
   * @throws EvaluationException if a setting is unknown or out of range
   */
  @Override
  public AnalysisResult answer(Question question, PanelAccess panels) {
    List<String> areas = panels.moments(question).values().clusters();
    if (!panels.packages().keySet().containsAll(areas)) {
      return AnalysisResult.refused(EstimateRow.refused(question, "PACKAGES_MISSING"));
    }
    if (PackageTask.before(question).isEmpty() || PackageTask.after(question).isEmpty()) {
      return AnalysisResult.refused(EstimateRow.refused(question, "NO_BASE_PERIOD"));
    }
    return new PackageTask(question, panels).run();
  }
}

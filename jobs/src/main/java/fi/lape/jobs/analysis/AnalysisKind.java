package fi.lape.jobs.analysis;

/**
 * One kind of analysis, such as adoption or dose: which questions it answers, and how. The
 * evaluation asks the kinds one after the other and takes the first that answers.
 */
public interface AnalysisKind {
  /** Whether this kind answers the question, by its method and its kind of treatment. */
  boolean answers(Question question);

  /**
   * Answers. The outcome is in the lake with at least one complete municipality; all else that
   * prevents an answer is a row with its reason.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the panel lacks what the method needs
   */
  AnalysisResult answer(Question question, PanelAccess panels);
}

package fi.lape.jobs.evaluate;

import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.plan.StudyPlan;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Questions answered on any panel exactly as those of a plan are on its indicators: what can be
 * shown first, then the estimate with its diagnostics, withheld where these say so.
 */
public final class Evaluation {
  private Evaluation() {}

  /** Rows of {@code power}; reads no outcome of the programme's years. */
  public static List<Row> power(Question question, PanelAccess panels) {
    return EvaluateStage.power(question, panels);
  }

  /** The answer, with whether its numbers may be given. What cannot be answered says so. */
  public static AnalysisResult answer(Question question, PanelAccess panels) {
    return EvaluateStage.checked(question, AnalysisKinds.answer(question, panels), List.of());
  }

  /** The rows with p-values corrected within their families. */
  public static List<EstimateRow> corrected(
      List<StudyPlan.Family> families, List<EstimateRow> rows) {
    return HolmCorrection.apply(families, rows);
  }
}

package fi.lape.jobs.evaluate;

import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.jobs.analysis.AnalysisKind;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import java.util.List;
import java.util.Optional;

/** The kinds of analysis there are; the only list of them. */
final class AnalysisKinds {
  private static final List<AnalysisKind> KINDS =
      List.of(
          new HadAnalysis(), new EffectAnalysis(), new PackageAnalysis(), new OwnEffectAnalysis());

  private AnalysisKinds() {}

  /** The answer to a question; one row with the reason where there is none. */
  static AnalysisResult answer(Question question, PanelAccess panels) {
    Optional<AnalysisKind> kind = KINDS.stream().filter(k -> k.answers(question)).findFirst();
    Optional<String> refusal =
        kind.isEmpty() ? Optional.of("METHOD_NOT_AVAILABLE") : nothingToRead(question);
    return refusal
        .map(reason -> AnalysisResult.refused(EstimateRow.refused(question, reason)))
        .orElseGet(() -> answered(kind.orElseThrow(), question, panels));
  }

  /** A panel that a method refuses is an answer too: one row with the code, and the text beside. */
  private static AnalysisResult answered(AnalysisKind kind, Question question, PanelAccess panels) {
    try {
      return kind.answer(question, panels);
    } catch (EvaluationException refusal) {
      return new AnalysisResult(
          List.of(EstimateRow.refused(question, refusal.code())),
          List.of(refusal(question, refusal)),
          List.of(),
          Optional.empty());
    }
  }

  /** What a method says when it refuses: what is wrong, why, and what to change. */
  static DiagnosticRow refusal(Question question, EvaluationException refusal) {
    return DiagnosticRow.notEvaluated(
        question.analysis().id(), "refusal", question.outcome().id(), refusal.getMessage());
  }

  /** Why an analysis cannot be begun whatever the numbers are. */
  private static Optional<String> nothingToRead(Question question) {
    OutcomeCoverage coverage = question.coverage();
    if (coverage.years().isEmpty()) {
      return Optional.of("OUTCOME_NOT_IN_LAKE");
    }
    if (coverage.isEmpty()) {
      return Optional.of("NO_COMPLETE_MUNICIPALITY");
    }
    if (question.analysis().method().equals(DoseRegression.METHOD)
        && !coverage
            .years()
            .contains(EstimatorFactory.basePeriod(question.plan(), question.analysis()))) {
      return Optional.of("NO_BASE_PERIOD");
    }
    return Optional.empty();
  }
}

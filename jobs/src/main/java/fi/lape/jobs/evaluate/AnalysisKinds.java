package fi.lape.jobs.evaluate;

import fi.lape.estimators.dose.DoseRegression;
import fi.lape.jobs.analysis.AnalysisKind;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import java.util.List;
import java.util.Optional;

/** The kinds of analysis there are; the only list of them. */
final class AnalysisKinds {
  private static final List<AnalysisKind> KINDS = List.of(new EffectAnalysis());

  private AnalysisKinds() {}

  /** The answer to a question; one row with the reason where there is none. */
  static AnalysisResult answer(Question question, PanelAccess panels) {
    Optional<AnalysisKind> kind = KINDS.stream().filter(k -> k.answers(question)).findFirst();
    Optional<String> refusal =
        kind.isEmpty() ? Optional.of("METHOD_NOT_AVAILABLE") : nothingToRead(question);
    return refusal
        .map(reason -> AnalysisResult.refused(EstimateRow.refused(question, reason)))
        .orElseGet(() -> kind.orElseThrow().answer(question, panels));
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

package fi.lape.jobs.evaluate;

import fi.lape.estimators.diagnostics.Breakdown;
import fi.lape.estimators.diagnostics.EventStudy;
import fi.lape.estimators.diagnostics.HonestDid;
import fi.lape.estimators.diagnostics.HonestResult;
import fi.lape.estimators.diagnostics.HonestSettings;
import fi.lape.estimators.diagnostics.PreTrendPower;
import fi.lape.estimators.diagnostics.SlopeForPower;
import fi.lape.estimators.diagnostics.Target;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.BasePeriod;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.gold.Estimands;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * How far trends may be from parallel before the finding is in doubt, and which trend the years
 * before would have shown. Both look at group-time effects by event time against the year before
 * adoption, whatever method answers, and are made where the plan asks for them.
 */
final class TrendDiagnostics {
  private static final String HONEST = "honest-did";
  private static final String POWER = "pretrend-power";

  private final Question question;
  private final Requirements requirements;
  private final QuestionPanel panel;

  TrendDiagnostics(Question question, Requirements requirements, QuestionPanel panel) {
    this.question = question;
    this.requirements = requirements;
    this.panel = panel;
  }

  List<DiagnosticRow> of(EstimateRow headline) {
    List<DiagnosticRow> rows = new ArrayList<>();
    if (!requirements.asksFor(HONEST) && !requirements.asksFor(POWER)) {
      return rows;
    }
    try {
      EventStudy study =
          EventStudy.of(
              panel.fit(
                  new GroupTimeAtt(
                      GroupTimeSettings.DEFAULTS
                          .withBase(BasePeriod.UNIVERSAL)
                          .withAggregations(EnumSet.of(Aggregation.DYNAMIC)))),
              Estimands.EVENT_TIME,
              EventStudy.Independence.CLUSTERS);
      if (requirements.asksFor(HONEST)) {
        rows.add(honest(study, headline));
      }
      if (requirements.asksFor(POWER)) {
        rows.add(power(study));
      }
    } catch (EvaluationException refusal) {
      for (String name : List.of(HONEST, POWER)) {
        if (requirements.asksFor(name)) {
          rows.add(notEvaluated(name, refusal.getMessage()));
        }
      }
    }
    return rows;
  }

  /** The breakdown value M̄; a finding of no effect claims nothing that could break down. */
  private DiagnosticRow honest(EventStudy study, EstimateRow headline) {
    HonestResult result =
        new HonestDid(HonestSettings.DEFAULTS.withTarget(Target.AVERAGE)).of(study);
    double value = 0;
    String detail = "";
    if (result.breakdown() instanceof Breakdown.At at) {
      value = at.bound();
      detail =
          "the mean effect stays away from zero up to this many times the largest violation before";
    } else if (result.breakdown() instanceof Breakdown.Unbounded unbounded) {
      value = unbounded.tried();
      detail = "the mean effect stays away from zero at every bound tried; this is the largest";
    } else {
      detail = "the interval of the mean effect holds zero with parallel trends already";
    }
    return requirements.atLeast(
        HONEST, "breakdown", question.outcome().id(), value, !headline.excludesZero(), detail);
  }

  private DiagnosticRow power(EventStudy study) {
    SlopeForPower slope = new PreTrendPower(0.95, List.of(0.8)).slopes(study).get(0);
    if (slope instanceof SlopeForPower.Detectable found) {
      return requirements.atMost(
          POWER,
          "slope_80",
          question.outcome().id(),
          Math.abs(found.slope()),
          false,
          "a trend of this much a year before adoption would be found with 80 % power; over five years it is "
              + Plain.number(5 * Math.abs(found.slope())));
    }
    return notEvaluated(POWER, "no slope tried is found with 80 % power");
  }

  private DiagnosticRow notEvaluated(String name, String why) {
    return DiagnosticRow.notEvaluated(question.analysis().id(), name, question.outcome().id(), why);
  }
}

package fi.lape.jobs.evaluate;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.had.DoseLeverage;
import fi.lape.estimators.had.HadEstimator;
import fi.lape.estimators.had.HadFit;
import fi.lape.estimators.had.HadSettings;
import fi.lape.estimators.had.HeterogeneousAdoption;
import fi.lape.estimators.had.PeriodWas;
import fi.lape.estimators.had.QuasiUntreatedTest;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.gold.Estimands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What heterogeneous adoption answers a question of a plan: rows, tests and leverage. */
final class HadAnswer {
  /** Units of the leverage table: those that weigh most. */
  private static final int MOST_UNITS = 20;

  private final Question question;
  private final Requirements requirements;
  private final HadEstimator estimator;
  private final Panel panel;
  private final Panel overall;
  private final HadFit fit;
  private final HadFit overallFit;
  private final OptionalDouble baseline;

  private HadAnswer(Question question, Panel panel, OptionalDouble baseline) {
    this.question = question;
    this.panel = panel;
    this.baseline = baseline;
    boolean own = question.analysis().method().equals(HeterogeneousAdoption.METHOD);
    requirements = new Requirements(question.analysis(), question.plan().waivers());
    estimator =
        new HadEstimator(
            HadSettings.of(own ? question.analysis().words() : Map.of()), OptionalInt.empty());
    overall = HadPanels.meanOfYears(panel, question.start());
    fit = estimator.analyse(panel);
    overallFit = estimator.analyse(overall);
  }

  /**
   * Estimates every year and the mean of those from the start on.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the doses are not of this design
   */
  static HadAnswer of(Question question, QuestionPanel panel) {
    boolean units = question.treatment().level().equals("municipality");
    return new HadAnswer(
        question,
        units
            ? HadPanels.ofUnits(question, panel.units(), panel.unitDoses())
            : HadPanels.ofAreas(question, panel.moments().values()),
        panel.moments().mean(cohort -> true, question.plan().pre().lastCleanYear()));
  }

  List<EstimateRow> rows() {
    List<EstimateRow> rows = new ArrayList<>();
    for (Effect effect : estimator.fit(overall).effects()) {
      if (effect.key().period().orElseThrow() == question.start()) {
        rows.add(row(effect, EffectKey.of(Estimands.HEADLINE_OF_UNIT_DOSE)));
      }
    }
    for (Effect effect : estimator.fit(panel).effects()) {
      rows.add(row(effect, effect.key()));
    }
    return rows;
  }

  private EstimateRow row(Effect effect, EffectKey key) {
    if (effect instanceof Stated stated) {
      return new EstimateRow(
          question.analysis(),
          HeterogeneousAdoption.METHOD,
          question.outcome(),
          key,
          OptionalDouble.of(stated.estimate()),
          DesignInference.ofStated(stated),
          panel.size(),
          OptionalInt.of(panel.size()),
          stated.units(),
          stated.observations(),
          baseline,
          OptionalDouble.empty(),
          "ESTIMATED",
          Optional.empty());
    }
    return EstimateRow.notEstimable(
        question.analysis(),
        HeterogeneousAdoption.METHOD,
        question.outcome(),
        key,
        panel.size(),
        panel.size(),
        ((NotEstimable) effect).reason().name());
  }

  List<DiagnosticRow> diagnostics() {
    List<DiagnosticRow> rows = new ArrayList<>();
    rows.add(quasiUntreated());
    rows.addAll(linearity());
    rows.add(placebos());
    rows.addAll(leverage());
    return rows;
  }

  private DiagnosticRow quasiUntreated() {
    String name = "quasi-untreated";
    Optional<QuasiUntreatedTest> test = fit.quasiUntreated();
    if (test.isEmpty()) {
      return DiagnosticRow.notEvaluated(
          question.analysis().id(),
          name,
          question.outcome().id(),
          "the two smallest doses are equal");
    }
    return requirements.judged(
        name,
        question.outcome().id(),
        test.get().pValue(),
        "p-value of doses that come close to 0; the smallest are %s and %s"
            .formatted(Plain.number(test.get().smallest()), Plain.number(test.get().second())));
  }

  /** Of the mean of all years, which the headline is, and of each year. */
  private List<DiagnosticRow> linearity() {
    List<DiagnosticRow> rows = new ArrayList<>();
    for (PeriodWas period : overallFit.effects()) {
      rows.add(linearity(period, question.outcome().id()));
    }
    for (PeriodWas period : fit.effects()) {
      rows.add(linearity(period, question.outcome().id() + ":" + period.period()));
    }
    return rows;
  }

  private DiagnosticRow linearity(PeriodWas period, String subject) {
    String name = "yatchew-linearity";
    if (period instanceof PeriodWas.Estimated estimated && estimated.linearity().isPresent()) {
      return requirements.judged(
          name,
          subject,
          estimated.linearity().get().pValue(),
          "p-value of a change that is linear in the dose, whatever the variance");
    }
    return DiagnosticRow.notEvaluated(
        question.analysis().id(), name, subject, "no residual, or no estimate");
  }

  /** All years before the last clean one together, by Bonferroni. */
  private DiagnosticRow placebos() {
    double smallest = 1;
    int tests = 0;
    String where = "";
    for (Effect effect : estimator.fit(panel).effects()) {
      if (effect instanceof Stated stated && stated.key().eventTime().orElse(0) < 0) {
        tests++;
        if (where.isEmpty() || stated.pValue() < smallest) {
          smallest = stated.pValue();
          where = Integer.toString(stated.key().period().orElseThrow());
        }
      }
    }
    if (tests == 0) {
      return DiagnosticRow.notEvaluated(
          question.analysis().id(),
          "placebo-years",
          question.outcome().id(),
          "no year before with an estimate");
    }
    return requirements.judged(
        "placebo-years",
        question.outcome().id(),
        Math.min(1, tests * smallest),
        "p-value of all %d placebos together (Bonferroni); the smallest is %s, at %s"
            .formatted(tests, Plain.number(smallest), where));
  }

  /** The units that weigh most in the mean of all years. */
  private List<DiagnosticRow> leverage() {
    if (overallFit.estimated(question.start()).isEmpty()) {
      return List.of();
    }
    List<DoseLeverage> units = new ArrayList<>(estimator.leverage(overall, question.start()));
    units.sort(
        Comparator.comparingDouble((DoseLeverage unit) -> -Math.abs(unit.weight()))
            .thenComparing(DoseLeverage::unit));
    double all = units.stream().mapToDouble(unit -> Math.abs(unit.weight())).sum();
    List<DiagnosticRow> rows = new ArrayList<>();
    for (DoseLeverage unit : units.subList(0, Math.min(MOST_UNITS, units.size()))) {
      rows.add(
          DiagnosticRow.reported(
              question.analysis().id(),
              "unit-leverage",
              question.outcome().id() + ":" + unit.unit(),
              Math.abs(unit.weight()) / all,
              "share of all weights; dose %s in %s"
                  .formatted(Plain.number(unit.dose()), unit.cluster())));
    }
    return rows;
  }
}

package fi.lape.jobs.evaluate;

import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.IntervalBounds;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.JointTest;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.InfluenceRow;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.PreparedMoments;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.QuestionPanel;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/** The checks of one headline estimate. A check passes or fails only where the plan set a limit. */
final class Diagnostics {
  private static final String NO_CELL = "no cell is hidden";
  private static final String AT_LOW = "every hidden cell at its lower end";
  private static final String AT_HIGH = "every hidden cell at its upper end";

  private final StudyPlan.Analysis analysis;
  private final StudyPlan.Outcome outcome;
  private final Requirements requirements;
  private final Estimated headline;
  private final QuestionPanel panel;
  private final PreparedMoments moments;

  Diagnostics(
      Question question, Requirements requirements, Estimated headline, QuestionPanel panel) {
    this.analysis = question.analysis();
    this.outcome = question.outcome();
    this.requirements = requirements;
    this.headline = headline;
    this.panel = panel;
    this.moments = panel.moments();
  }

  /**
   * Checks of the number itself: hidden cells, the usual error, treated areas, negative control.
   */
  List<DiagnosticRow> ofHeadline(EstimateRow answer, PanelEstimator estimator) {
    List<DiagnosticRow> rows = new ArrayList<>();
    moments.halfWidths().ifPresent(half -> rows.addAll(hiddenCells(half, estimator)));
    if (DesignInference.usual(headline) instanceof Inferred usual) {
      usual
          .standardError()
          .ifPresent(e -> rows.add(reported("cr1-std-error", e, "the usual default, t(G-1)")));
      rows.add(reported("cr1-p-value", usual.pValue(), "the usual default, t(G-1)"));
    }
    int treated = headline.sample().clustersTreated();
    rows.add(
        DiagnosticRow.judged(
            analysis.id(),
            "treated-areas",
            outcome.id(),
            treated,
            DesignInference.fewestTreated(),
            treated >= DesignInference.fewestTreated(),
            treated >= DesignInference.fewestTreated()
                ? "enough for the wild cluster test"
                : "too few for the wild cluster test; the interval is the jackknife's and is not"
                    + " claimed to be valid"));
    if (!answer.uncertainty().refusal().isEmpty()) {
      rows.add(
          DiagnosticRow.notEvaluated(
              analysis.id(), "inference", outcome.id(), answer.uncertainty().refusal()));
    }
    if (analysis.role().isPresent()) {
      rows.add(negativeControl(answer));
    }
    return rows;
  }

  /** Sharp bounds of the estimate when every hidden cell may be anywhere in its interval. */
  private List<DiagnosticRow> hiddenCells(PanelMoments halfWidths, PanelEstimator estimator) {
    if (headline.contrast().isEmpty()) {
      List<DiagnosticRow> rows = new ArrayList<>();
      atEnd(estimator, UnitPanel.Hidden.LOW)
          .ifPresent(e -> rows.add(reported("suppressed-at-0", e, AT_LOW)));
      atEnd(estimator, UnitPanel.Hidden.HIGH)
          .ifPresent(e -> rows.add(reported("suppressed-at-4", e, AT_HIGH)));
      return rows;
    }
    double estimate = headline.estimate();
    IntervalBounds bounds = IntervalBounds.of(estimate, headline.contrast().get(), halfWidths);
    double shift = headline.contrast().get().value(halfWidths);
    return List.of(
        reported("suppressed-cell-bounds-low", bounds.low(), "worst case, not sampling error"),
        reported("suppressed-cell-bounds-high", bounds.high(), "worst case, not sampling error"),
        reported("suppressed-at-0", estimate - shift, AT_LOW),
        reported("suppressed-at-4", estimate + shift, AT_HIGH));
  }

  /**
   * Whether the sign holds with all hidden cells at either end. An estimate whose interval holds
   * zero claims none.
   */
  List<DiagnosticRow> suppressedBounds(PanelEstimator estimator, EstimateRow answer) {
    if (moments.halfWidths().isEmpty()) {
      return List.of(
          requirements.atMost("suppressed-bounds", "sign_flips", outcome.id(), 0, true, NO_CELL));
    }
    int flips = 0;
    for (UnitPanel.Hidden end : List.of(UnitPanel.Hidden.LOW, UnitPanel.Hidden.HIGH)) {
      Optional<Double> there = atEnd(estimator, end);
      boolean same =
          there.isPresent() && Math.signum(there.get()) == Math.signum(headline.estimate());
      flips += same ? 0 : 1;
    }
    return List.of(
        requirements.atMost(
            "suppressed-bounds",
            "sign_flips",
            outcome.id(),
            flips,
            !answer.excludesZero(),
            "ends of the hidden cells' intervals, of 2, at which the sign is another"));
  }

  /** The headline of the method fitted again with all hidden cells at one end. */
  private Optional<Double> atEnd(PanelEstimator estimator, UnitPanel.Hidden where) {
    return panel
        .fitHidden(estimator, where)
        .effect(headline.key())
        .filter(Estimated.class::isInstance)
        .map(effect -> ((Estimated) effect).estimate());
  }

  private DiagnosticRow negativeControl(EstimateRow answer) {
    OptionalDouble p = answer.uncertainty().pValue();
    if (p.isEmpty()) {
      return DiagnosticRow.notEvaluated(
          analysis.id(), "negative-control", outcome.id(), "no p-value");
    }
    double limit = Uncertainty.ALPHA;
    boolean pass = p.getAsDouble() > limit;
    return DiagnosticRow.judged(
        analysis.id(),
        "negative-control",
        outcome.id(),
        p.getAsDouble(),
        limit,
        pass,
        pass
            ? "no effect is seen where there should be none"
            : "an effect is seen where there should be none");
  }

  /**
   * How much hangs on one area, and whether any turns the sign.
   *
   * <p>An estimate whose interval holds zero claims no sign: its flips are named and never fail it,
   * or a plan that requires none would hide just the nulls.
   */
  List<DiagnosticRow> leaveOneAreaOut(List<InfluenceRow> influence, boolean signIsClaimed) {
    String name = "leave-one-area-out";
    Optional<InfluenceRow> undetermined =
        influence.stream().filter(row -> row.without().isEmpty()).findFirst();
    if (influence.isEmpty() || undetermined.isPresent()) {
      return List.of(
          DiagnosticRow.notEvaluated(
              analysis.id(),
              name,
              outcome.id(),
              undetermined
                  .map(row -> "not estimable without " + row.area())
                  .orElse("clusters are not areas")));
    }
    InfluenceRow largest =
        influence.stream()
            .max(Comparator.comparingDouble(row -> Math.abs(row.change().orElseThrow())))
            .orElseThrow();
    List<String> flips =
        influence.stream().filter(InfluenceRow::signFlips).map(InfluenceRow::area).toList();
    String detail =
        flips.isEmpty()
            ? "the sign is the same without any one area"
            : "the sign turns without "
                + String.join(", ", flips)
                + (signIsClaimed ? "" : "; the interval holds zero, so no sign is claimed");
    OptionalDouble limit = requirements.threshold(name, "sign_flips");
    DiagnosticRow flipRow =
        limit.isPresent()
            ? DiagnosticRow.judged(
                analysis.id(),
                name,
                outcome.id(),
                flips.size(),
                limit.getAsDouble(),
                !signIsClaimed || flips.size() <= limit.getAsDouble(),
                detail)
            : reported(name, flips.size(), detail);
    return List.of(
        flipRow,
        DiagnosticRow.reported(
            analysis.id(),
            "largest-influence",
            outcome.id(),
            largest.change().orElseThrow(),
            "change without " + largest.area()));
  }

  /** Adopting municipalities by cohort and by area. */
  List<DiagnosticRow> adopters() {
    List<DiagnosticRow> rows = new ArrayList<>();
    moments
        .adoptersByCohort()
        .forEach(
            (cohort, units) ->
                rows.add(
                    DiagnosticRow.reported(
                        analysis.id(),
                        "adopters-by-cohort",
                        outcome.id() + ":" + cohort,
                        units,
                        "municipalities")));
    if (ClusterLevels.clusterOf(analysis).equals(ClusterLevels.AREA)) {
      moments
          .adoptersByCluster()
          .forEach(
              (area, units) ->
                  rows.add(
                      DiagnosticRow.reported(
                          analysis.id(),
                          "adopters-by-area",
                          outcome.id() + ":" + area,
                          units,
                          "municipalities")));
    }
    return rows;
  }

  /** Placebo effects before adoption, all together. */
  List<DiagnosticRow> preTrend(List<Effect> effects, DesignInference inference) {
    return placebos(
        "pre-trend",
        effects,
        inference,
        e -> isEventTime(e.key().estimand()) && e.key().eventTime().orElse(0) < 0,
        e -> "event time " + e.key().eventTime().orElseThrow());
  }

  /** The method's event times, in the scale of its headline. */
  private boolean isEventTime(String estimand) {
    String own = headline.key().estimand();
    return own.startsWith(Estimands.HEADLINE_OF_ADOPTION)
        && estimand.equals(own.replace(Estimands.HEADLINE_OF_ADOPTION, Estimands.EVENT_TIME));
  }

  /** Placebo slopes before the programme, all together. */
  List<DiagnosticRow> placeboYears(
      List<Effect> effects, DesignInference inference, int basePeriod) {
    return placebos(
        "placebo-years",
        effects,
        inference,
        e ->
            e.key().estimand().equals(DoseRegression.SLOPE)
                && e.key().period().orElse(basePeriod) < basePeriod,
        e -> Integer.toString(e.key().period().orElseThrow()));
  }

  /** Hotelling's test over clusters; with more placebos than it can take, Bonferroni. */
  private List<DiagnosticRow> placebos(
      String name,
      List<Effect> effects,
      DesignInference inference,
      Predicate<Estimated> isPlacebo,
      Function<Estimated, String> label) {
    List<Estimated> placebos = new ArrayList<>();
    double smallest = 1;
    String where = "";
    for (Effect effect : effects) {
      if (effect instanceof Estimated e && isPlacebo.test(e)) {
        placebos.add(e);
        OptionalDouble p = inference.ofPart(e).pValue();
        if (p.isPresent() && (where.isEmpty() || p.getAsDouble() < smallest)) {
          smallest = p.getAsDouble();
          where = label.apply(e);
        }
      }
    }
    if (where.isEmpty()) {
      return List.of(
          DiagnosticRow.notEvaluated(
              analysis.id(), name, outcome.id(), "no period before with an estimate"));
    }
    Optional<JointTest.Result> test = JointTest.byClusters(placebos);
    double joint = test.isPresent() ? test.get().pValue() : Math.min(1, smallest * placebos.size());
    String detail =
        String.format(
            Locale.ROOT,
            "p-value of all %d placebos together (%s); the smallest is %s, at %s",
            placebos.size(),
            test.isPresent() ? "Hotelling's test over clusters" : "Bonferroni",
            Plain.number(smallest),
            where);
    return List.of(requirements.judged(name, outcome.id(), joint, detail));
  }

  private DiagnosticRow reported(String diagnostic, double value, String detail) {
    return DiagnosticRow.reported(analysis.id(), diagnostic, outcome.id(), value, detail);
  }
}

package fi.lape.jobs.release.report;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The overall estimate of every planned analysis and outcome, in the order in which they are read:
 * those of the plan's first family, then the others, the negative controls last.
 */
final class Headlines {
  /** Most rows of the first page. */
  static final int MOST = 6;

  private final StudyPlan plan;
  private final Release release;

  Headlines(StudyPlan plan, Release release) {
    this.plan = plan;
    this.release = release;
  }

  List<Headline> all() {
    List<Headline> all = new ArrayList<>();
    for (StudyPlan.Analysis analysis : inOrder()) {
      for (String outcome : analysis.outcome()) {
        row(analysis, outcome).ifPresent(row -> all.add(headline(row)));
      }
    }
    return all;
  }

  List<Headline> firstPage() {
    List<Headline> all = all();
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private List<StudyPlan.Analysis> inOrder() {
    Map<String, StudyPlan.Analysis> byId = new HashMap<>();
    plan.analyses().forEach(a -> byId.put(a.id(), a));
    Set<StudyPlan.Analysis> order = new LinkedHashSet<>();
    if (!plan.families().isEmpty()) {
      plan.families().get(0).analyses().forEach(id -> order.add(byId.get(id)));
    }
    plan.analyses().stream().filter(a -> !isControl(a)).forEach(order::add);
    order.addAll(plan.analyses());
    return List.copyOf(order);
  }

  private static boolean isControl(StudyPlan.Analysis analysis) {
    return analysis.role().filter("negative-control"::equals).isPresent();
  }

  private Optional<TableRow> row(StudyPlan.Analysis analysis, String outcome) {
    return release
        .table("effect_estimate")
        .rows(
            r ->
                r.text("analysis").equals(analysis.id())
                    && r.text("outcome").equals(outcome)
                    && r.text("method").equals(analysis.method())
                    && Estimands.isHeadline(analysis.method(), r.text("estimand")))
        .stream()
        .findFirst();
  }

  private Headline headline(TableRow row) {
    OptionalDouble uncertainty =
        row.isEmpty("ci_low") || row.isEmpty("ci_high")
            ? row.numberIfAny("estimate")
            : OptionalDouble.of((row.number("ci_high") - row.number("ci_low")) / 2);
    return new Headline(
        row,
        Verdict.of(row, plan),
        perYear(row),
        Numbers.decimalsFor(uncertainty.orElse(Double.NaN)));
  }

  /** Children a year: the rate's change times the children of the municipalities that adopted. */
  private Optional<Headline.PerYear> perYear(TableRow row) {
    StudyPlan.Outcome outcome = plan.outcome(row.text("outcome"));
    boolean countsChildren =
        outcome.exposure().isPresent()
            && (outcome.kind().equals("count") || outcome.effectUnit().equals("percent"));
    boolean adoption = plan.treatment(row.text("treatment")).kind().equals("adoption");
    if (!countsChildren || !adoption || row.isEmpty("ci_low") || row.isEmpty("ci_high")) {
      return Optional.empty();
    }
    double scale = outcome.effectUnit().equals("percent") ? 100 : 1000;
    double factor = adopters(row) / scale;
    return Optional.of(
        new Headline.PerYear(
            row.number("estimate") * factor,
            row.number("ci_low") * factor,
            row.number("ci_high") * factor,
            row.numberIfAny("mde80").orElse(0) * factor));
  }

  /** Children of the base year in the municipalities that adopted, from the cohorts' series. */
  private double adopters(TableRow row) {
    Map<Integer, Double> byYear = new HashMap<>();
    for (TableRow cohort :
        release
            .table("cohort_series")
            .rows(
                r ->
                    r.text("outcome").equals(row.text("outcome"))
                        && r.text("treatment").equals(row.text("treatment"))
                        && !r.isEmpty("cohort"))) {
      byYear.merge(cohort.whole("year"), cohort.number("children"), Double::sum);
    }
    return byYear.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}

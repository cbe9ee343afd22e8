package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hides small counts and everything that would give them away, before anything is written.
 *
 * <p>Primary: a count of children below the limit (0 included), a share whose numerator or
 * remainder is below it, and what the producer of the data had hidden. Secondary: further
 * municipalities, and an area or a cohort's mean where that does not suffice. Estimates that rest
 * on too few municipalities or areas are withheld.
 */
public final class DisclosureControl {
  private final int minCount;
  private final Map<String, OutcomeRule> rules = new HashMap<>();
  private final PanelWeights weights;
  private final EarlierNumbers earlier;
  private final Set<String> counted = new HashSet<>(); // outcomes with counts of their own

  /**
   * Control by the rules of a plan.
   *
   * @param earlier what releases in the same folder show already
   */
  public DisclosureControl(
      int minCount, List<OutcomeRule> rules, PanelWeights weights, EarlierNumbers earlier) {
    this.minCount = minCount;
    this.earlier = earlier;
    rules.forEach(rule -> this.rules.put(rule.outcome(), rule));
    this.weights = weights;
  }

  /** A release that may be shown, and what was done to it. */
  public record Protected(Release release, DisclosureLog log) {}

  /**
   * Returns the draft with everything hidden that must be.
   *
   * @throws JobException {@code DISCLOSURE_FAILED} where a hidden count cannot be protected
   */
  public Protected apply(Release draft) {
    for (TableRow row : draft.table("municipality_year").rows(r -> !r.isEmpty("count_low"))) {
      counted.add(row.text("outcome"));
    }
    Map<Integer, Map<String, YearOutcome>> linked = protect(draft);
    ReleaseTable municipalities = draft.table("municipality_year");
    ReleaseTable areas = draft.table("project_year");
    ReleaseTable means = draft.table("cohort_series");
    ReleaseTable shownAreas = areas.map(row -> area(row, linked));
    ReleaseTable shownMeans = means.map(row -> mean(row, linked));
    EstimateRule estimates = new EstimateRule(shownMeans, shownAreas);
    ReleaseTable one = draft.table("effect_estimate").map(estimates::apply);
    Set<String> narrow = estimates.narrowAreas(one);
    ReleaseTable estimated = one.map(row -> estimates.applyPool(row, narrow));
    SpecificationRule runs = new SpecificationRule(estimated, draft.table("specification"));
    CostRule costs = new CostRule(estimated);
    Release shown =
        draft
            .with(draft.table("cost_effectiveness").map(costs::apply))
            .with(municipalities.without(this::isShare).map(row -> municipality(row, linked)))
            .with(shownAreas)
            .with(shownMeans)
            .with(estimated)
            .with(draft.table("area_effect").without(r -> narrow.contains(EstimateRule.pool(r))))
            .with(draft.table("area_rank").without(r -> narrow.contains(EstimateRule.pool(r))))
            .with(draft.table("specification").map(runs::apply))
            .with(draft.table("source_comparison").map(new ComparisonRule(estimated)::apply))
            .with(draft.table("influence").map(runs::applyToInfluence));
    Release complete = ShownHeadlines.only(shown);
    return new Protected(complete, log(complete));
  }

  private Map<Integer, Map<String, YearOutcome>> protect(Release draft) {
    Map<Integer, Map<String, List<TableRow>>> municipalities =
        byYearAndOutcome(draft.table("municipality_year"));
    Map<Integer, Map<String, List<TableRow>>> areas = byYearAndOutcome(draft.table("project_year"));
    Map<Integer, Map<String, List<TableRow>>> means =
        byYearAndOutcome(draft.table("cohort_series"));
    Map<String, Set<String>> complete = complete(draft);
    Map<Integer, Map<String, YearOutcome>> linked = new TreeMap<>();
    municipalities.forEach(
        (year, byOutcome) -> {
          Map<String, YearOutcome> done = new HashMap<>();
          for (OutcomeRule.Kind kind : List.of(OutcomeRule.Kind.CHILDREN, OutcomeRule.Kind.SHARE)) {
            byOutcome.forEach(
                (outcome, rows) -> {
                  OutcomeRule rule = rule(outcome);
                  if (rule.kind() == kind) {
                    Map<String, Double> denominators =
                        rule.of()
                            .filter(done::containsKey)
                            .map(of -> done.get(of).shownCounts())
                            .orElse(Map.of());
                    done.put(
                        outcome,
                        protect(
                            rule,
                            rows,
                            areas.getOrDefault(year, Map.of()).getOrDefault(outcome, List.of()),
                            means.getOrDefault(year, Map.of()).getOrDefault(outcome, List.of()),
                            complete.getOrDefault(outcome, Set.of()),
                            denominators));
                  }
                });
          }
          linked.put(year, done);
        });
    return linked;
  }

  private YearOutcome protect(
      OutcomeRule rule,
      List<TableRow> municipalities,
      List<TableRow> areas,
      List<TableRow> means,
      Set<String> complete,
      Map<String, Double> denominators) {
    for (boolean meansStay : new boolean[] {true, false}) {
      YearOutcome linked = new YearOutcome(rule, minCount);
      linked.addMunicipalities(municipalities, denominators);
      linked.addAreas(areas, municipalities, weights.weight());
      addMeans(linked, municipalities, means, complete, meansStay);
      sparePublished(linked, municipalities, areas, means);
      if (linked.protect()) {
        return linked;
      }
    }
    throw new JobException(
        ExitCode.DISCLOSURE,
        "DISCLOSURE_FAILED",
        "a small count of outcome '%s' cannot be protected, whatever else is hidden. %s. Nothing was published. Leave the outcome out of the study plan, or take it from a coarser source."
            .formatted(
                rule.outcome(),
                earlier.isEmpty()
                    ? "Its table has too few municipalities"
                    : "Its table has too few municipalities that no earlier release in the folder shows"));
  }

  private void addMeans(
      YearOutcome linked,
      List<TableRow> municipalities,
      List<TableRow> means,
      Set<String> complete,
      boolean stay) {
    for (TableRow mean : means) {
      List<String> members = weights.members(mean.text("treatment"), mean.wholeIfAny("cohort"));
      linked.addCohort(
          mean,
          stay && mean.whole("municipalities") >= EstimateRule.LEAST_MUNICIPALITIES,
          municipalities.stream()
              .filter(m -> complete.contains(m.text("municipality_code")))
              .filter(m -> members.contains(m.text("municipality_code")))
              .toList(),
          weights.weight());
    }
  }

  /** What an earlier release shows cannot be hidden. */
  private void sparePublished(
      YearOutcome linked,
      List<TableRow> municipalities,
      List<TableRow> areas,
      List<TableRow> means) {
    municipalities.stream()
        .filter(row -> earlier.show("municipality_year", row))
        .forEach(linked::municipalityPublishedBefore);
    areas.stream()
        .filter(row -> earlier.show("project_year", coarse(row, "value")))
        .forEach(linked::areaPublishedBefore);
    means.stream()
        .filter(row -> earlier.show("cohort_series", coarse(row, "mean")))
        .forEach(linked::meanPublishedBefore);
  }

  /** Municipalities behind the cohorts' means: those with a value in every year of the series. */
  private static Map<String, Set<String>> complete(Release draft) {
    Map<String, Set<Integer>> years = new HashMap<>();
    for (TableRow row : draft.table("cohort_series").rows()) {
      years.computeIfAbsent(row.text("outcome"), o -> new TreeSet<>()).add(row.whole("year"));
    }
    Map<String, Map<String, Set<Integer>>> seen = new HashMap<>();
    for (TableRow row : draft.table("municipality_year").rows(r -> !r.isEmpty("value"))) {
      seen.computeIfAbsent(row.text("outcome"), o -> new HashMap<>())
          .computeIfAbsent(row.text("municipality_code"), m -> new TreeSet<>())
          .add(row.whole("year"));
    }
    Map<String, Set<String>> complete = new HashMap<>();
    years.forEach(
        (outcome, wanted) ->
            seen.getOrDefault(outcome, Map.of())
                .forEach(
                    (municipality, have) -> {
                      if (have.containsAll(wanted)) {
                        complete.computeIfAbsent(outcome, o -> new TreeSet<>()).add(municipality);
                      }
                    }));
    return complete;
  }

  /**
   * Whether a row is a share of another count. Shares are released for areas only: numerator and
   * denominator are linked cell by cell, and with the area totals of both a few hidden remainders
   * have so few whole-number solutions that they can be told.
   */
  private boolean isShare(TableRow row) {
    return rule(row.text("outcome")).kind() == OutcomeRule.Kind.SHARE;
  }

  private OutcomeRule rule(String outcome) {
    return rules.getOrDefault(
        outcome, new OutcomeRule(outcome, OutcomeRule.Kind.NONE, 1, Optional.empty()));
  }

  private static Map<Integer, Map<String, List<TableRow>>> byYearAndOutcome(ReleaseTable table) {
    Map<Integer, Map<String, List<TableRow>>> groups = new TreeMap<>();
    for (TableRow row : table.rows()) {
      groups
          .computeIfAbsent(row.whole("year"), y -> new TreeMap<>())
          .computeIfAbsent(row.text("outcome"), o -> new ArrayList<>())
          .add(row);
    }
    return groups;
  }

  private TableRow municipality(TableRow row, Map<Integer, Map<String, YearOutcome>> linked) {
    OutcomeRule rule = rule(row.text("outcome"));
    boolean published = row.text("obs_status").equals("PUBLISHED");
    if (row.text("obs_status").equals("SUPPRESSED")) {
      return row.without("value").with("conf_status", code(ConfStatus.PRIMARY));
    }
    if (rule.kind() == OutcomeRule.Kind.NONE || !published || row.isEmpty("value")) {
      return row.with("conf_status", code(ConfStatus.FREE));
    }
    YearOutcome year = linked.get(row.whole("year")).get(row.text("outcome"));
    String municipality = row.text("municipality_code");
    // A share of a hidden denominator would tell the denominator.
    ConfStatus status =
        year.holds(municipality) ? year.municipality(municipality) : ConfStatus.SECONDARY;
    return switch (status) {
      case FREE -> row.with("conf_status", code(status));
      case SECONDARY -> hidden(row, status);
      case PRIMARY ->
          rule.kind() == OutcomeRule.Kind.SHARE
              ? hidden(row, status)
              : bounded(hidden(row, status), rule);
    };
  }

  private static TableRow hidden(TableRow row, ConfStatus status) {
    return row.without("value", "value_low", "value_high", "count_low", "count_high")
        .with("conf_status", code(status));
  }

  /** What "hidden" alone tells, so that a reader can compute with it. */
  private TableRow bounded(TableRow row, OutcomeRule rule) {
    double most = rule.scale() * (minCount - 1) / row.number("children_0_17");
    return row.with("count_low", Optional.of(0L))
        .with("count_high", Optional.of((long) minCount - 1))
        .with("value_low", Optional.of(0.0))
        .with("value_high", Optional.of(most));
  }

  private TableRow area(TableRow row, Map<Integer, Map<String, YearOutcome>> linked) {
    YearOutcome year = linked.getOrDefault(row.whole("year"), Map.of()).get(row.text("outcome"));
    ConfStatus status = year == null ? ConfStatus.FREE : year.area(row);
    return status == ConfStatus.FREE
        ? coarse(row, "value", "value_low", "value_high").with("conf_status", code(status))
        : hidden(row, status);
  }

  /**
   * Means of rates without a count, no finer than the municipal rates they come from: with more
   * digits, children times rate is a whole number of tenths that gives hidden rates away.
   */
  private TableRow coarse(TableRow row, String... columns) {
    OutcomeRule rule = rule(row.text("outcome"));
    if (rule.kind() != OutcomeRule.Kind.CHILDREN || counted.contains(rule.outcome())) {
      return row;
    }
    TableRow coarse = row;
    for (String column : columns) {
      OptionalDouble value = row.numberIfAny(column);
      if (value.isPresent()) {
        coarse =
            coarse.with(
                column,
                Optional.of(
                    BigDecimal.valueOf(value.getAsDouble())
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .doubleValue()));
      }
    }
    return coarse;
  }

  private TableRow mean(TableRow row, Map<Integer, Map<String, YearOutcome>> linked) {
    YearOutcome year = linked.getOrDefault(row.whole("year"), Map.of()).get(row.text("outcome"));
    ConfStatus status = year == null ? ConfStatus.FREE : year.mean(row);
    return status == ConfStatus.FREE
        ? coarse(row, "mean", "mean_low", "mean_high").with("conf_status", code(status))
        : row.without("mean", "mean_low", "mean_high").with("conf_status", code(status));
  }

  private static Optional<String> code(ConfStatus status) {
    return Optional.of(status.code());
  }

  private DisclosureLog log(Release shown) {
    List<DisclosureLog.Entry> entries = new ArrayList<>();
    for (ReleaseTable table : shown.tables()) {
      entries.add(entry(table));
    }
    return new DisclosureLog(minCount, entries);
  }

  private static DisclosureLog.Entry entry(ReleaseTable table) {
    List<String> columns = table.contract().columnNames();
    boolean runs = table.name().equals("specification");
    if (runs || table.name().equals("effect_estimate")) {
      long withheld = runs ? SpecificationRule.withheld(table) : EstimateRule.withheld(table);
      return new DisclosureLog.Entry(
          table.name(),
          status(withheld),
          table.rows().size(),
          0,
          withheld,
          0,
          List.of("TOO_FEW_UNITS"));
    }
    if (!columns.contains("conf_status")) {
      return new DisclosureLog.Entry(
          table.name(),
          DisclosureLog.Status.PASS,
          table.rows().size(),
          0,
          0,
          0,
          List.of("NO_COUNTS_OF_CHILDREN"));
    }
    boolean observed = columns.contains("obs_status");
    long bySource =
        table
            .rows(
                r ->
                    observed
                        && r.text("obs_status").equals("SUPPRESSED")
                        && r.text("conf_status").equals("C"))
            .size();
    long primary = table.rows(r -> r.text("conf_status").equals("C")).size() - bySource;
    long secondary = table.rows(r -> r.text("conf_status").equals("D")).size();
    return new DisclosureLog.Entry(
        table.name(),
        status(bySource + primary + secondary),
        table.rows().size(),
        bySource,
        primary,
        secondary,
        List.of("SMALL_COUNT", "SMALL_SHARE", "PROTECTS_ANOTHER"));
  }

  private static DisclosureLog.Status status(long hidden) {
    return hidden == 0 ? DisclosureLog.Status.PASS : DisclosureLog.Status.SUPPRESSED;
  }
}

package fi.lape.jobs.register.effect;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.schemas.ContractRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Lays the register's overall number of all children beside that of the indicators, by every method
 * that answered both. Children of the two overlap, so their difference has no error of its own: the
 * note says whether the intervals meet.
 */
final class SourceComparison {
  private static final String ESTIMATED = "ESTIMATED";
  private static final String[] NUMBERS = {
    "outcome_unit", "estimate_status", "estimate", "ci_low", "ci_high"
  };

  private final StudyPlan plan;
  private final StructType contract;
  private final List<Row> indicators;

  private SourceComparison(StudyPlan plan, StructType contract, List<Row> indicators) {
    this.plan = plan;
    this.contract = contract;
    this.indicators = List.copyOf(indicators);
  }

  /** One source's answer. */
  private record Answered(
      String unit,
      String status,
      OptionalDouble estimate,
      OptionalDouble low,
      OptionalDouble high) {
    static Answered of(EstimateRow row) {
      return new Answered(
          row.outcome().effectUnit(),
          row.status(),
          row.estimate(),
          row.uncertainty().low(),
          row.uncertainty().high());
    }

    static Answered of(Row row) {
      return new Answered(
          row.getAs("outcome_unit"),
          row.getAs("estimate_status"),
          number(row, "estimate"),
          number(row, "ci_low"),
          number(row, "ci_high"));
    }

    private static OptionalDouble number(Row row, String column) {
      Double value = row.getAs(column);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private boolean hasInterval() {
      return low.isPresent() && high.isPresent();
    }
  }

  /**
   * The rows of {@code source_comparison}.
   *
   * @param told what the register's rows tell
   * @param estimates gold {@code effect_estimate}
   */
  static List<Row> of(
      StudyPlan plan, List<EstimateRow> told, Dataset<Row> estimates, StructType contract) {
    Object[] analyses =
        plan.registerAnalyses().stream()
            .flatMap(a -> a.beside().stream())
            .map(RegisterAnalysis.Beside::analysis)
            .toArray();
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("analysis", "outcome", "method", "estimand")) {
      columns.add(col(name));
    }
    for (String name : NUMBERS) {
      columns.add(col(name));
    }
    SourceComparison comparison =
        new SourceComparison(
            plan,
            contract,
            estimates
                .where(col("analysis").isin(analyses))
                .where(functions.not(col("population").startsWith("register-")))
                .select(columns.toArray(Column[]::new))
                .collectAsList()); // rows of a result table
    List<Row> rows = new ArrayList<>();
    for (EstimateRow row : told) {
      comparison.row(row).ifPresent(rows::add);
    }
    return rows;
  }

  private Optional<Row> row(EstimateRow row) {
    RegisterAnalysis planned =
        plan.registerAnalyses().stream()
            .filter(a -> a.id().equals(row.analysis().id()))
            .findFirst()
            .orElseThrow();
    Optional<String> outcome =
        planned
            .beside()
            .flatMap(b -> Optional.ofNullable(byId(b.outcomes()).get(row.outcome().id())));
    boolean whole = row.about().population().equals(Optional.of(Population.ALL.code()));
    if (outcome.isEmpty() || !whole || !Estimands.isHeadline(row.method(), row.key().estimand())) {
      return Optional.empty();
    }
    String other = planned.beside().orElseThrow().analysis();
    Optional<Answered> indicator =
        indicators.stream()
            .filter(i -> i.getString(0).equals(other) && i.getString(1).equals(outcome.get()))
            .filter(i -> i.getString(2).equals(row.method()))
            .filter(i -> i.getString(3).equals(row.key().estimand()))
            .map(Answered::of)
            .findFirst();
    return indicator.map(found -> row(row, other, outcome.get(), found));
  }

  /** The plan's words as names in results. */
  private static Map<String, String> byId(Map<String, String> outcomes) {
    Map<String, String> byId = new TreeMap<>();
    outcomes.forEach(
        (word, indicator) ->
            RegisterOutcome.of(word).ifPresent(outcome -> byId.put(outcome.id(), indicator)));
    return byId;
  }

  private Row row(EstimateRow row, String analysis, String outcome, Answered indicator) {
    Answered register = Answered.of(row);
    return ContractRow.of(contract)
        .set("study", plan.study())
        .set("analysis", row.analysis().id())
        .set("outcome", row.outcome().id())
        .set("method", row.method())
        .set("estimand", row.key().estimand())
        .set("treatment", row.analysis().treatment())
        .set("indicator_analysis", analysis)
        .set("indicator_outcome", outcome)
        .set("outcome_unit", register.unit())
        .set("register_estimate", register.estimate())
        .set("register_ci_low", register.low())
        .set("register_ci_high", register.high())
        .set("register_status", register.status())
        .set("indicator_estimate", indicator.estimate())
        .set("indicator_ci_low", indicator.low())
        .set("indicator_ci_high", indicator.high())
        .set("indicator_status", indicator.status())
        .set("difference", difference(register, indicator))
        .set("note", note(register, indicator))
        .row();
  }

  private static OptionalDouble difference(Answered register, Answered indicator) {
    boolean both = register.estimate().isPresent() && indicator.estimate().isPresent();
    return both && register.unit().equals(indicator.unit())
        ? OptionalDouble.of(register.estimate().getAsDouble() - indicator.estimate().getAsDouble())
        : OptionalDouble.empty();
  }

  private static String note(Answered register, Answered indicator) {
    if (!register.status().equals(ESTIMATED)) {
      return "no-register-estimate";
    }
    if (!indicator.status().equals(ESTIMATED)) {
      return "no-indicator-estimate";
    }
    if (!register.unit().equals(indicator.unit())) {
      return "units-differ";
    }
    if (!register.hasInterval() || !indicator.hasInterval()) {
      return "no-interval";
    }
    boolean meet =
        register.low().getAsDouble() <= indicator.high().getAsDouble()
            && indicator.low().getAsDouble() <= register.high().getAsDouble();
    return meet ? "intervals-overlap" : "intervals-apart";
  }
}

package fi.lape.jobs.register.effect;

import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.evaluate.Evaluation;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.StudyPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * One outcome of one analysis put to one population of the register.
 *
 * @param question with the outcome under its name in results
 * @param panel that answers it
 * @param people behind its numbers
 */
record RegisterQuestion(
    RegisterAnalysis planned,
    Population population,
    Question question,
    RegisterPanel panel,
    People people) {
  private static final String SUBJECT = "subject";
  private static final String ALL = "all";

  /** What of the design is another in a subgroup. */
  private static final Set<String> OF_SUBGROUPS = Set.of("mde80", "effective-areas");

  static RegisterQuestion of(
      StudyPlan plan, RegisterAnalysis planned, CellSums cells, RegisterPanel.Choice choice) {
    RegisterPanel panel = RegisterPanel.of(cells, choice, plan);
    Question question =
        new Question(
            plan,
            choice.population().isAll() ? planned.analysis() : planned.overall().analysis(),
            choice.outcome().outcome(),
            panel.coverage(),
            Map.of());
    return new RegisterQuestion(
        planned, choice.population(), question, panel, new People(cells, choice));
  }

  /**
   * Rows of {@code power}; those of a subgroup name it as their subject. Of few children none that
   * is found from what happened to them.
   */
  List<Row> power(StructType contract) {
    boolean few =
        people.behind(question.headline(planned.method())) < question.plan().release().minCount();
    List<Row> rows =
        Evaluation.power(question, panel).stream()
            .filter(
                row ->
                    !few || !OF_SUBGROUPS.contains(row.getString(contract.fieldIndex("quantity"))))
            .toList();
    if (population.isAll()) {
      return rows;
    }
    int subject = contract.fieldIndex(SUBJECT);
    int quantity = contract.fieldIndex("quantity");
    return rows.stream()
        .filter(row -> OF_SUBGROUPS.contains(row.getString(quantity)))
        .filter(row -> row.getString(subject).equals(ALL))
        .map(row -> with(row, subject, population.code()))
        .toList();
  }

  private static Row with(Row row, int place, String value) {
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == place ? value : row.get(i);
    }
    return RowFactory.create(values);
  }

  /**
   * The answer: for all children every number that the plan shows, for a subgroup the overall ones.
   */
  AnalysisResult answer() {
    AnalysisResult result = Evaluation.answer(question, panel);
    return new AnalysisResult(
        result.estimates().stream()
            .filter(
                row -> !row.key().estimand().endsWith("-count")) // of municipalities, not people
            .filter(row -> population.isAll() || isOverall(row))
            .map(row -> row.about(EstimateRow.About.population(population.code())))
            .toList(),
        result.diagnostics().stream().filter(this::isShown).map(this::named).toList(),
        List.of(), // a number less the same without an area is that area's
        result.withheld());
  }

  private static boolean isOverall(EstimateRow row) {
    return Estimands.isHeadline(row.method(), row.key().estimand());
  }

  /** Of a subgroup what was judged, what could not be, and what is left out. */
  private boolean isShown(DiagnosticRow row) {
    return population.isAll()
        || row.threshold().isPresent()
        || row.value().isEmpty()
        || row.diagnostic().equals("municipalities-left-out")
        || new Requirements(question.analysis(), question.plan().waivers())
            .asksFor(row.diagnostic());
  }

  /** Subjects of a subgroup name it after the outcome. */
  private DiagnosticRow named(DiagnosticRow row) {
    if (population.isAll()) {
      return row;
    }
    String outcome = question.outcome().id();
    return new DiagnosticRow(
        row.analysis(),
        row.diagnostic(),
        row.subject().replaceFirst("^" + outcome, outcome + ":" + population.code()),
        row.value(),
        row.threshold(),
        row.status(),
        row.detail());
  }
}

package fi.lape.jobs.evaluate;

import com.fasterxml.jackson.databind.node.IntNode;
import fi.lape.estimators.dose.AreaLeverage;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.Answer;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.PreparedMoments;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.schemas.ContractRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a question can be expected to show, known before any outcome of the programme's years is
 * read: who adopts where, how much hangs on single areas, and the smallest effect that would be
 * found. That one comes from the years before the programme alone, with adoption, or the start of
 * the dose, moved back into them.
 */
final class Power {
  /** Years needed on either side of a start that is moved back. */
  private static final int FEWEST_YEARS = 4;

  private final Question question;
  private final PanelAccess panels;
  private final StructType contract;
  private final List<Row> rows = new ArrayList<>();

  private Power(Question question, PanelAccess panels, StructType contract) {
    this.question = question;
    this.panels = panels;
    this.contract = contract;
  }

  /** The rows of the table {@code power} for a question whose outcome is in the lake. */
  static List<Row> of(Question question, PanelAccess panels, StructType contract) {
    Power power = new Power(question, panels, contract);
    PreparedMoments moments = panels.moments(question);
    power.design(moments);
    power.detectable();
    return power.rows;
  }

  private void design(PreparedMoments moments) {
    int areas = moments.values().clusters().size();
    add("areas", "all", OptionalDouble.of(areas), "clusters", "areas, or clusters of the analysis");
    int treated = areas;
    if (question.isAdoption()) {
      moments
          .adoptersByCohort()
          .forEach(
              (cohort, units) ->
                  add(
                      "adopters",
                      "cohort " + cohort,
                      units,
                      "municipalities",
                      "adopt in the year"));
      treated = 0;
      for (var area : moments.adoptersByCluster().entrySet()) {
        add("adopters", "area " + area.getKey(), area.getValue(), "municipalities", "ever adopt");
        treated += area.getValue() > 0 ? 1 : 0;
      }
      add("overlap", "all", overlap(moments), "share", "of adopters' areas that have others too");
    } else {
      leverage(moments);
    }
    add("treated-areas", "all", treated, "clusters", "areas with an adopter, or with a dose");
    boolean few = treated < DesignInference.fewestTreated();
    String inference = question.analysis().inference();
    add(
        "expected-inference",
        "all",
        OptionalDouble.empty(),
        "units",
        !inference.equals(DesignInference.BY_DESIGN)
            ? inference
            : few ? "cr3: fewer than six areas are treated" : "wild-cluster");
  }

  /** Share of the areas with adopters in which somebody does not adopt. */
  private static double overlap(PreparedMoments moments) {
    TreeMap<String, Boolean> mixed = new TreeMap<>();
    moments
        .values()
        .cells()
        .keySet()
        .forEach(key -> mixed.merge(key.cluster(), key.cohort() == Panel.NEVER, (a, b) -> a || b));
    long adopting =
        moments.adoptersByCluster().values().stream().filter(units -> units > 0).count();
    long both =
        moments.adoptersByCluster().entrySet().stream()
            .filter(area -> area.getValue() > 0 && mixed.get(area.getKey()))
            .count();
    return adopting == 0 ? 0 : (double) both / adopting;
  }

  private void leverage(PreparedMoments moments) {
    if (!question.doses().keySet().containsAll(moments.values().clusters())) {
      return;
    }
    int base = EstimatorFactory.basePeriod(question.plan(), question.analysis());
    if (question.estimator(DoseRegression.METHOD) instanceof DoseRegression regression
        && question.coverage().years().contains(base)) {
      regression.leverage(moments.values(), base).stream()
          .max(Comparator.comparingDouble(AreaLeverage::leverage))
          .ifPresent(
              most ->
                  add(
                      "largest-leverage",
                      "area " + most.area(),
                      most.leverage(),
                      "share",
                      "hat value of the regression on doses; over all areas they sum to 2"));
    }
  }

  /** The error of the same method on the years before, with the start moved back into them. */
  private void detectable() {
    StudyPlan plan = question.plan();
    List<Integer> years = question.coverage().years();
    int clean = plan.pre().lastCleanYear();
    int shift = years.get(years.size() - 1) - clean;
    long before = years.stream().filter(year -> year <= clean).count();
    String why = "the years before the programme are too few to move its start back";
    Optional<Uncertainty> uncertainty = Optional.empty();
    if (before >= FEWEST_YEARS && before > shift) {
      try {
        uncertainty = question.isAdoption() ? movedAdoption(clean, shift) : movedDose(clean, shift);
        why = "the method has no such number in the years before";
      } catch (EvaluationException refusal) {
        why = refusal.code();
      }
    }
    OptionalDouble mde = uncertainty.map(Uncertainty::mde80).orElse(OptionalDouble.empty());
    add(
        "mde80",
        "all",
        mde,
        "in-the-outcome-unit",
        mde.isPresent()
            ? "from the years up to %d alone, the start moved back by %d years"
                .formatted(clean, shift)
            : why);
    add(
        "effective-areas",
        "all",
        uncertainty.map(Uncertainty::clustersEffective).orElse(OptionalDouble.empty()),
        "clusters",
        "as if so many equal areas carried the estimate");
  }

  private Optional<Uncertainty> movedAdoption(int clean, int shift) {
    UnitPanel units = panels.units(question);
    List<UnitPanel.Unit> moved =
        units.units().stream()
            .map(
                unit ->
                    unit.withCohort(
                        unit.cohort() == Panel.NEVER || unit.cohort() - shift > clean
                            ? Panel.NEVER
                            : unit.cohort() - shift))
            .toList();
    return Answer.of(
            question,
            question.analysis().method(),
            question.headline(question.analysis().method()),
            units.withUnits(moved).inYears(year -> year <= clean),
            UnitPanel.Hidden.MIDDLE,
            question.inference()::ofPart) // the error is all that is asked, no interval
        .uncertainty();
  }

  private Optional<Uncertainty> movedDose(int clean, int shift) {
    StudyPlan.Analysis own = question.analysis();
    TreeMap<String, com.fasterxml.jackson.databind.JsonNode> settings = new TreeMap<>();
    settings.put("base_period", IntNode.valueOf(clean - shift));
    StudyPlan.Analysis moved =
        new StudyPlan.Analysis(
            own.id(),
            own.question(),
            own.outcome(),
            own.treatment(),
            DoseRegression.METHOD,
            settings,
            List.of(),
            own.inference(),
            List.of(),
            own.requires(),
            own.role(),
            own.cluster(),
            own.pooling());
    return Answer.of(
            question.with(moved),
            DoseRegression.METHOD,
            question.headline(DoseRegression.METHOD),
            panels.units(question).inYears(year -> year <= clean),
            UnitPanel.Hidden.MIDDLE,
            question.inference()::ofPart)
        .uncertainty();
  }

  private void add(String quantity, String subject, double value, String unit, String detail) {
    add(quantity, subject, OptionalDouble.of(value), unit, detail);
  }

  private void add(
      String quantity, String subject, OptionalDouble value, String unit, String detail) {
    rows.add(
        ContractRow.of(contract)
            .set("study", question.plan().study())
            .set("analysis", question.analysis().id())
            .set("outcome", question.outcome().id())
            .set("quantity", quantity)
            .set("subject", subject)
            .set("value", value)
            .set("unit", unit)
            .set("detail", detail)
            .row());
  }
}

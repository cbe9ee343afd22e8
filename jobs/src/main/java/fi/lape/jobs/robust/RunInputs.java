package fi.lape.jobs.robust;

import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that runs read, to be sent to executors once: the plan and one panel an outcome and
 * treatment, municipalities × years, which is small by nature.
 */
final class RunInputs implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] plan;
  private final TreeMap<String, OutcomeCoverage> coverage;
  private final TreeMap<String, TreeMap<String, Double>> doses;
  private final TreeMap<String, UnitPanel> panels = new TreeMap<>();
  private transient StudyPlan read;

  /**
   * @param coverage by outcome
   * @param doses by treatment and area
   */
  RunInputs(
      StudyPlan plan,
      Map<String, OutcomeCoverage> coverage,
      Map<String, Map<String, Double>> doses) {
    this.plan = StudyPlans.toBytes(plan);
    this.coverage = new TreeMap<>(coverage);
    this.doses = new TreeMap<>();
    doses.forEach((treatment, byArea) -> this.doses.put(treatment, new TreeMap<>(byArea)));
  }

  /** The question a run asks: its analysis, about the outcome that the run estimates. */
  Question question(RunKey run) {
    StudyPlan.Analysis analysis = plan().analysis(run.analysis());
    return new Question(
        plan(),
        analysis,
        plan().outcome(run.estimated()),
        coverage.getOrDefault(run.estimated(), OutcomeCoverage.none(run.estimated())),
        doses.getOrDefault(analysis.treatment(), new TreeMap<>()));
  }

  /** The panel of a question; one without units where it was not put in. */
  UnitPanel panel(Question question) {
    return panels.getOrDefault(key(question), new UnitPanel(new int[0], List.of()));
  }

  /** Puts the panel of a question in, if it is not there. */
  void put(Question question, java.util.function.Supplier<UnitPanel> panel) {
    panels.computeIfAbsent(key(question), k -> panel.get());
  }

  /** Doses are no part of a panel, so analyses of doses share theirs. */
  private static String key(Question question) {
    return question.outcome().id() + "/" + (question.isAdoption() ? question.treatment().id() : "");
  }

  /** The plan, read once where the inputs arrived. */
  private synchronized StudyPlan plan() {
    if (read == null) {
      read = StudyPlans.fromBytes(plan);
    }
    return read;
  }
}

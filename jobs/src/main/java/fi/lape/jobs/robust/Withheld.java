package fi.lape.jobs.robust;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.Specification;
import fi.lape.jobs.plan.StudyPlan;
import java.io.Serializable;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The headlines that were withheld, whose numbers no run may give away: neither a run of the same
 * analysis, nor one of another analysis that by its change comes to ask the same.
 */
final class Withheld implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> byAnalysis = new TreeMap<>();
  private final TreeMap<String, String> byQuestion = new TreeMap<>();

  private Withheld() {}

  /** Reads them from {@code effect_estimate}. */
  static Withheld of(Lake lake, StudyPlan plan) {
    Withheld withheld = new Withheld();
    for (Row row :
        lake.read(LakeTable.EFFECT_ESTIMATE)
            .where("estimate_status = 'WITHHELD'")
            .select(
                "analysis", "outcome", "treatment", "method", "estimand", "not_estimable_reason")
            .collectAsList()) { // rows of a result table
      withheld.add(row, plan);
    }
    return withheld;
  }

  private void add(Row row, StudyPlan plan) {
    if (plan.registerAnalyses().stream().anyMatch(a -> a.id().equals(row.getString(0)))) {
      return; // the runs are of the indicators alone
    }
    StudyPlan.Analysis analysis = plan.analysis(row.getString(0));
    String reason = row.getString(5);
    if (row.getString(3).equals(analysis.method())
        && Estimands.isHeadline(row.getString(3), row.getString(4))) {
      byAnalysis.put(key(row.getString(0), row.getString(1)), reason);
      byQuestion.put(key(row.getString(1), row.getString(2), row.getString(3)), reason);
    }
  }

  /** Why the number of a run may not be given; empty where it may. */
  Optional<String> reason(RunKey run, String treatment, String method) {
    String own = byAnalysis.get(key(run.analysis(), run.outcome()));
    if (own != null) {
      return Optional.of(own);
    }
    return canAskTheSame(run.dimension())
        ? Optional.ofNullable(byQuestion.get(key(run.estimated(), treatment, method)))
        : Optional.empty();
  }

  /** Whether a run differs in what tells analyses of a plan apart. */
  private static boolean canAskTheSame(Specification.Dimension dimension) {
    return switch (dimension) {
      case ANTICIPATION, CONTROLS, METHOD, NEGATIVE_CONTROL -> true;
      case MAIN, AREA, WEIGHTS, DIVISION, YEARS, HIDDEN_CELLS, PLACEBO_YEAR -> false;
    };
  }

  private static String key(String... parts) {
    return String.join("/", parts);
  }
}

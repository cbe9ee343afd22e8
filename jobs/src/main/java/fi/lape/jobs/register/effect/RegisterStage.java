package fi.lape.jobs.register.effect;

import static org.apache.spark.sql.functions.col;

import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.evaluate.Evaluation;
import fi.lape.jobs.gold.CodeVersion;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.gold.RunLog;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Answers what the plan asks of the child register: rows of gold {@code power}, {@code
 * effect_estimate} and {@code diagnostic} beside those of the indicators, each with its population,
 * and gold {@code source_comparison}.
 *
 * <p>Reads panel {@code register_cell} and {@code municipality_treatment}, never a child. Spark
 * adds the cells up once; everything after is local. A number that rests on fewer children than
 * {@code release.min_count} is withheld here already. Where the plan asks nothing, or the lake has
 * no register, there are no such rows.
 */
public final class RegisterStage implements Stage {
  /** Questions answered at a time: more would wait for each other on one machine. */
  private static final int THREADS = 2;

  @Override
  public String name() {
    return "register";
  }

  @Override
  public void run(StageContext context) {
    Lake lake = context.lake();
    StudyPlan plan = context.plan();
    if (plan.registerAnalyses().isEmpty() || !lake.has(LakeTable.REGISTER_CELL)) {
      GoldTables.replace(lake, LakeTable.SOURCE_COMPARISON, List.of()); // of an earlier register
      return;
    }
    String inputs =
        RunLog.versions(
            lake,
            List.of(
                LakeTable.REGISTER_CELL,
                LakeTable.MUNICIPALITY_TREATMENT,
                LakeTable.EFFECT_ESTIMATE));
    context.progress().step("Adding up the register");
    CellSums cells = CellSums.read(lake.read(LakeTable.REGISTER_CELL), plan);
    List<RegisterQuestion> questions =
        questions(plan, cells, adoptions(lake.read(LakeTable.MUNICIPALITY_TREATMENT)));
    Set<String> mine =
        plan.registerAnalyses().stream().map(RegisterAnalysis::id).collect(Collectors.toSet());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      context.progress().step("Asking what the register can show");
      GoldTables.replaceOf(
          lake,
          LakeTable.POWER,
          mine,
          all(threads, questions, q -> q.power(GoldTables.structOf(LakeTable.POWER))).stream()
              .flatMap(List::stream)
              .toList());
      context.progress().step("Estimating from the register");
      List<AnalysisResult> answers = all(threads, questions, RegisterQuestion::answer);
      context.progress().step("Writing estimates from the register");
      write(lake, plan, mine, questions, answers);
    } finally {
      threads.shutdownNow();
    }
    RunLog.append(context, name(), inputs, RunLog.origin(lake));
  }

  /** Years of adoption by treatment and municipality. */
  private static Map<String, Map<String, Integer>> adoptions(Dataset<Row> treatments) {
    Map<String, Map<String, Integer>> adoptions = new TreeMap<>();
    for (Row row :
        treatments
            .where(col("area_code").isNotNull())
            .select("treatment", "municipality_code", "adoption_year")
            .collectAsList()) { // treatments × municipalities
      adoptions
          .computeIfAbsent(row.getString(0), t -> new TreeMap<>())
          .put(row.getString(1), row.isNullAt(2) ? Panel.NEVER : row.getInt(2));
    }
    return adoptions;
  }

  /** Every analysis, outcome and population, those of one outcome one after the other. */
  private static List<RegisterQuestion> questions(
      StudyPlan plan, CellSums cells, Map<String, Map<String, Integer>> adoptions) {
    List<RegisterQuestion> questions = new ArrayList<>();
    for (RegisterAnalysis analysis : plan.registerAnalyses()) {
      for (RegisterOutcome outcome : analysis.outcomes()) {
        for (Population population : Population.of(analysis)) {
          questions.add(
              RegisterQuestion.of(
                  plan,
                  analysis,
                  cells,
                  new RegisterPanel.Choice(
                      outcome,
                      population,
                      adoptions.getOrDefault(analysis.treatment(), Map.of()),
                      analysis.isByAreaAndCohort())));
        }
      }
    }
    return questions;
  }

  private static <T> List<T> all(
      ExecutorService threads,
      List<RegisterQuestion> questions,
      Function<RegisterQuestion, T> answer) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (RegisterQuestion question : questions) {
      tasks.add(() -> answer.apply(question));
    }
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> one : threads.invokeAll(tasks)) {
        results.add(one.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while estimating", e);
    }
    return results;
  }

  private static void write(
      Lake lake,
      StudyPlan plan,
      Set<String> mine,
      List<RegisterQuestion> questions,
      List<AnalysisResult> answers) {
    List<EstimateRow> rows = corrected(plan, answers);
    List<EstimateRow> told = new ArrayList<>();
    List<Row> diagnostics = new ArrayList<>();
    List<SmallCounts.Counted> together = new ArrayList<>();
    SmallCounts small = new SmallCounts(plan.release().minCount());
    int next = 0;
    for (int i = 0; i < questions.size(); i++) {
      RegisterQuestion asked = questions.get(i);
      AnalysisResult answer = answers.get(i);
      boolean tells = true;
      for (int j = 0; j < answer.estimates().size(); j++) {
        EstimateRow row = withheld(plan, answer, rows.get(next++));
        together.add(SmallCounts.Counted.of(row, asked));
        tells &= !row.isHeadline() || row.estimate().isPresent();
      }
      boolean last = i + 1 == questions.size() || !sameOutcome(asked, questions.get(i + 1));
      if (last) {
        told.addAll(small.apply(together));
        together.clear();
      }
      for (DiagnosticRow row : answer.diagnostics()) {
        if (tells || !row.tellsTheEstimate()) {
          diagnostics.add(row.row(GoldTables.structOf(LakeTable.DIAGNOSTIC), plan.study()));
        }
      }
    }
    GoldTables.replaceOf(
        lake,
        LakeTable.EFFECT_ESTIMATE,
        mine,
        told.stream()
            .map(
                row ->
                    row.row(
                        GoldTables.structOf(LakeTable.EFFECT_ESTIMATE),
                        plan,
                        CodeVersion.current()))
            .toList());
    GoldTables.replaceOf(lake, LakeTable.DIAGNOSTIC, mine, diagnostics);
    GoldTables.replace(
        lake,
        LakeTable.SOURCE_COMPARISON,
        SourceComparison.of(
            plan,
            told,
            lake.read(LakeTable.EFFECT_ESTIMATE),
            GoldTables.structOf(LakeTable.SOURCE_COMPARISON)));
  }

  private static boolean sameOutcome(RegisterQuestion one, RegisterQuestion other) {
    return one.planned().id().equals(other.planned().id())
        && one.question().outcome().id().equals(other.question().outcome().id());
  }

  /** Corrected for every test of an analysis that was made, also for those withheld afterwards. */
  private static List<EstimateRow> corrected(StudyPlan plan, List<AnalysisResult> answers) {
    List<StudyPlan.Family> families =
        plan.registerAnalyses().stream()
            .map(a -> new StudyPlan.Family(a.id(), List.of(a.id()), "holm"))
            .toList();
    return Evaluation.corrected(
        families, answers.stream().flatMap(a -> a.estimates().stream()).toList());
  }

  private static EstimateRow withheld(StudyPlan plan, AnalysisResult answer, EstimateRow row) {
    return answer
        .withheld()
        .or(() -> new Requirements(row.analysis(), plan.waivers()).withholds(row))
        .map(row::withheld)
        .orElse(row);
  }
}

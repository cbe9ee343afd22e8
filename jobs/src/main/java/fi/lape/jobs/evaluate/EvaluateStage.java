package fi.lape.jobs.evaluate;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.AreaEffectRow;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.InfluenceRow;
import fi.lape.jobs.analysis.LakePanels;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Requirements;
import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.calibrate.CalibrationFile;
import fi.lape.jobs.calibrate.DesignFingerprint;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.gold.CodeVersion;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.gold.RunLog;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Says what the design can show, and then estimates what the study plan asks for: gold tables
 * {@code power}, {@code event_study}, {@code honest_did}, {@code effect_estimate}, {@code
 * diagnostic}, {@code influence}, {@code area_effect}, {@code area_rank} and {@code cohort_series}.
 *
 * <p>Reads panel {@code municipality_year}, {@code municipality_treatment}, {@code area_dose} and
 * silver {@code project} for the packages of areas. Spark balances the panel and reduces it;
 * everything after is local, so the rows do not depend on the master or the partitioning. An
 * analysis that cannot be made is a row that says why; the job goes on.
 */
public final class EvaluateStage implements Stage {
  private static final List<LakeTable> INPUTS =
      List.of(
          LakeTable.MUNICIPALITY_YEAR,
          LakeTable.MUNICIPALITY_TREATMENT,
          LakeTable.AREA_DOSE,
          LakeTable.MUNICIPALITY_DOSE);

  /** Analyses run at a time: more would wait for each other on one machine. */
  private static final int THREADS = 2;

  private final Optional<Path> calibration;

  /** Nothing is known of how inferences do on the panel. */
  public EvaluateStage() {
    this(Optional.empty());
  }

  /**
   * @param calibration file that says how inferences do on a panel of this design; used where it is
   *     there and the design is the same
   */
  public EvaluateStage(Optional<Path> calibration) {
    this.calibration = requireNonNull(calibration, "calibration is null");
  }

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public void run(StageContext context) {
    StudyPlan plan = context.plan();
    Lake lake = context.lake();
    List<LakeTable> read = new ArrayList<>(INPUTS);
    if (lake.has(LakeTable.PROJECT)) {
      read.add(LakeTable.PROJECT);
    }
    String inputs = RunLog.versions(lake, read);
    context.progress().step("Reading and balancing the panel");
    try (StudyPanel panel = StudyPanel.read(lake, plan)) {
      CalibratedStatus statuses = new CalibratedStatus(plan, calibration(context, panel));
      List<AnalysisResult> results = estimate(context, panel, statuses);
      context.progress().step("Writing estimates and diagnostics");
      write(lake, plan, results, statuses);
      GoldTables.replace(
          lake,
          LakeTable.COHORT_SERIES,
          CohortSeries.of(plan, panel, lake.read(LakeTable.MUNICIPALITY_TREATMENT)));
    }
    RunLog.append(context, name(), inputs, RunLog.origin(lake));
  }

  /** The calibration of the design at hand; said where the one there is of another. */
  private Optional<CalibrationFile> calibration(StageContext context, StudyPanel panel) {
    Optional<CalibrationFile> found = calibration.flatMap(CalibrationFile::read);
    if (found.isEmpty()) {
      return found;
    }
    String design = DesignFingerprint.of(context.lake(), context.plan(), panel).sha256();
    if (!found.get().design().sha256().equals(design)) {
      context
          .progress()
          .note(
              "NOTE: the calibration beside the plan is of another design (municipalities, adoption, doses, years or analyses); no interval is judged. 'lape calibrate' makes a new one.");
      return Optional.empty();
    }
    return found;
  }

  private static List<AnalysisResult> estimate(
      StageContext context, StudyPanel panel, CalibratedStatus statuses) {
    StudyPlan plan = context.plan();
    PanelAccess panels = panels(context, panel);
    List<Question> questions = questions(context, panel);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      context.progress().step("Asking what the design can show");
      GoldTables.replace(
          context.lake(),
          LakeTable.POWER,
          all(threads, questions, question -> power(question, panels)).stream()
              .flatMap(List::stream)
              .toList());
      List<AnalysisResult> answers =
          all(
              threads,
              questions,
              question -> {
                context
                    .progress()
                    .step(
                        "Estimating %s: %s"
                            .formatted(question.analysis().id(), question.outcome().id()));
                return AnalysisKinds.answer(question, panels);
              });
      List<AnalysisResult> results = new ArrayList<>();
      List<DiagnosticRow> controls = NegativeControls.rows(plan, answers);
      for (int i = 0; i < answers.size(); i++) {
        AnalysisResult judged = statuses.withDiagnostic(answers.get(i));
        results.add(statuses.apply(checked(questions.get(i), judged, controls)));
      }
      context.progress().step("Following effects from the years before");
      writeTrends(context, threads, open(questions, results), panels);
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Questions whose course is asked for and whose answer may be given. */
  private static List<Question> open(List<Question> questions, List<AnalysisResult> results) {
    List<Question> open = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      Requirements requirements = new Requirements(question.analysis(), question.plan().waivers());
      boolean given =
          results.get(i).withheld().isEmpty()
              && results.get(i).estimates().stream()
                  .anyMatch(
                      row ->
                          row.isHeadline()
                              && row.estimate().isPresent()
                              && requirements.withholds(row).isEmpty());
      if (given && TrendStudy.isAsked(question)) {
        open.add(question);
      }
    }
    return open;
  }

  private static void writeTrends(
      StageContext context, ExecutorService threads, List<Question> open, PanelAccess panels) {
    StructType course = GoldTables.structOf(LakeTable.EVENT_STUDY);
    StructType honest = GoldTables.structOf(LakeTable.HONEST_DID);
    List<TrendStudy> studies =
        all(threads, open, question -> TrendStudy.of(question, panels, course, honest));
    GoldTables.replace(
        context.lake(),
        LakeTable.EVENT_STUDY,
        studies.stream().flatMap(study -> study.course().stream()).toList());
    GoldTables.replace(
        context.lake(),
        LakeTable.HONEST_DID,
        studies.stream().flatMap(study -> study.honest().stream()).toList());
  }

  /** The panels that questions are asked of. */
  static PanelAccess panels(StageContext context, StudyPanel panel) {
    return new LakePanels(
        panel,
        context.lake().read(LakeTable.MUNICIPALITY_TREATMENT),
        doses(context.lake().read(LakeTable.MUNICIPALITY_DOSE), StudyPanel.MUNICIPALITY),
        packages(context.lake()));
  }

  /** The plan's questions, an outcome each. */
  static List<Question> questions(StageContext context, StudyPanel panel) {
    StudyPlan plan = context.plan();
    Map<String, Map<String, Double>> doses =
        doses(context.lake().read(LakeTable.AREA_DOSE), StudyPanel.AREA);
    List<Question> questions = new ArrayList<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      for (String outcome : analysis.outcome()) {
        questions.add(
            new Question(
                plan,
                analysis,
                plan.outcome(outcome),
                panel.coverage(outcome),
                doses.getOrDefault(analysis.treatment(), Map.of())));
      }
    }
    return questions;
  }

  /** What is asked of every question, in their order, a few at a time. */
  private static <T> List<T> all(
      ExecutorService threads, List<Question> questions, Function<Question, T> answer) {
    List<Future<T>> running = new ArrayList<>();
    for (Question question : questions) {
      running.add(threads.submit(() -> answer.apply(question)));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> one : running) {
      results.add(result(one));
    }
    return results;
  }

  static List<Row> power(Question question, PanelAccess panels) {
    boolean asked = EstimatorFactory.fits(question.analysis().method(), question.treatment());
    return asked && !question.coverage().isEmpty()
        ? Power.of(question, panels, GoldTables.structOf(LakeTable.POWER))
        : List.of();
  }

  /** Adds what is required and was not evaluated, and says whether the numbers may be given. */
  static AnalysisResult checked(
      Question question, AnalysisResult result, List<DiagnosticRow> controls) {
    String outcome = question.outcome().id();
    Requirements requirements = new Requirements(question.analysis(), question.plan().waivers());
    List<DiagnosticRow> diagnostics =
        new ArrayList<>(CoverageDiagnostics.of(question.analysis().id(), question.coverage()));
    diagnostics.addAll(result.diagnostics());
    if (question.analysis().role().isEmpty()) {
      diagnostics.addAll(NegativeControls.required(requirements, outcome, controls));
    }
    diagnostics.addAll(requirements.missing(outcome, diagnostics));
    return new AnalysisResult(
        result.estimates(),
        diagnostics.stream().map(requirements::waived).toList(),
        result.influence(),
        requirements.withholds(outcome, diagnostics),
        result.areas(),
        result.members());
  }

  /** Doses by treatment and by area or municipality. */
  private static Map<String, Map<String, Double>> doses(Dataset<Row> table, String of) {
    Map<String, Map<String, Double>> doses = new TreeMap<>();
    for (Row row :
        table
            .select(col("treatment"), col(of), col("dose"))
            .collectAsList()) { // municipalities or areas × treatments
      doses
          .computeIfAbsent(row.getString(0), t -> new TreeMap<>())
          .put(row.getString(1), row.getDouble(2));
    }
    return doses;
  }

  /** Packages by area; a lake without projects has none. */
  private static Map<String, List<String>> packages(Lake lake) {
    Map<String, List<String>> packages = new TreeMap<>();
    if (lake.has(LakeTable.PROJECT)) {
      for (Row row :
          lake.read(LakeTable.PROJECT)
              .where(col("packages").isNotNull())
              .select(col("area_code"), col("packages"))
              .collectAsList()) { // areas
        packages.put(row.getString(0), row.getList(1));
      }
    }
    return packages;
  }

  private static <T> T result(Future<T> one) {
    try {
      return one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EvaluationException refused) {
        throw worded(refused);
      }
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while estimating", e);
    }
  }

  /** An estimator's refusal in the job's own form, with the exit code it stands for. */
  private static JobException worded(EvaluationException refused) {
    ExitCode exit =
        switch (refused.category()) {
          case PLAN -> ExitCode.PLAN_OR_ARGUMENTS;
          case DATA -> ExitCode.DATA;
          case TOO_LITTLE_DATA -> ExitCode.TOO_LITTLE_DATA;
        };
    String text = refused.getMessage().substring(refused.code().length() + 2);
    return new JobException(exit, refused.code(), text, refused);
  }

  private static void write(
      Lake lake, StudyPlan plan, List<AnalysisResult> results, CalibratedStatus statuses) {
    List<EstimateRow> estimates = new ArrayList<>();
    List<Row> diagnostics = new ArrayList<>();
    List<Row> influence = new ArrayList<>();
    List<Row> areas = new ArrayList<>();
    List<Row> ranks = new ArrayList<>();
    for (AnalysisResult result : results) {
      estimates.addAll(result.estimates());
      boolean withheld = result.withheld().isPresent();
      for (DiagnosticRow row : result.diagnostics()) {
        if (!withheld || !row.tellsTheEstimate()) {
          diagnostics.add(row.row(GoldTables.structOf(LakeTable.DIAGNOSTIC), plan.study()));
        }
      }
      if (!withheld) { // an estimate without an area and the change give the withheld one
        for (InfluenceRow row : result.influence()) {
          influence.add(row.row(GoldTables.structOf(LakeTable.INFLUENCE), plan.study()));
        }
        for (AreaEffectRow row : result.areas()) {
          areas.add(row.row(GoldTables.structOf(LakeTable.AREA_EFFECT), plan.study()));
          ranks.addAll(row.ranks(GoldTables.structOf(LakeTable.AREA_RANK), plan.study()));
        }
      }
    }
    // A family is corrected for every test that was made, also for those withheld afterwards.
    List<EstimateRow> corrected =
        RandomizationFamily.apply(plan, results, HolmCorrection.apply(plan.families(), estimates));
    List<Row> rows = new ArrayList<>();
    int next = 0;
    for (AnalysisResult result : results) {
      for (int i = 0; i < result.estimates().size(); i++) {
        EstimateRow row = corrected.get(next++);
        rows.add(
            result
                .withheld()
                .or(() -> statuses.withheld(row))
                .or(() -> new Requirements(row.analysis(), plan.waivers()).withholds(row))
                .map(row::withheld)
                .orElse(row)
                .row(GoldTables.structOf(LakeTable.EFFECT_ESTIMATE), plan, CodeVersion.current()));
      }
    }
    GoldTables.replace(lake, LakeTable.EFFECT_ESTIMATE, rows);
    GoldTables.replace(lake, LakeTable.DIAGNOSTIC, diagnostics);
    GoldTables.replace(lake, LakeTable.INFLUENCE, influence);
    GoldTables.replace(lake, LakeTable.AREA_EFFECT, areas);
    GoldTables.replace(lake, LakeTable.AREA_RANK, ranks);
  }
}

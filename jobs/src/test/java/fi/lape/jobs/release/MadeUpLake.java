package fi.lape.jobs.release;

import fi.lape.jobs.cost.CostStage;
import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import fi.lape.jobs.progress.Progress;
import fi.lape.jobs.robust.RobustnessStage;
import fi.lape.jobs.stage.StageContext;
import fi.lape.jobs.testing.TestSession;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.ProjectArea;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A lake with every municipality of the 19 areas over twelve years, made up from one seed, and
 * evaluated and costed by the real stages.
 *
 * <p>{@code new-placements} and {@code placed-share} are hidden below 5 by their producer, {@code
 * child-psychiatry} is not and has no counts, only rates, so that the release has small counts of
 * its own to hide.
 */
final class MadeUpLake {
  /** Analyses that would only take longer. */
  private static final List<String> LEFT_OUT =
      List.of("E2-systemic-model", "control-", "E2-new-placements-count", "E1-component-reach");

  static final int FIRST = 2010;
  static final int LAST = 2021;

  private final Lake lake;
  private final Random random = new Random(11);
  private final Map<String, Integer> children = new TreeMap<>();
  private final Map<String, Integer> adoption = new HashMap<>();
  private final Map<String, Integer> systemic = new HashMap<>();

  private MadeUpLake(Lake lake) {
    this.lake = lake;
  }

  /** Writes and evaluates the lake; the context is that of the next stage. */
  static StageContext write(Path folder) {
    Lake lake = Lake.at(TestSession.open(), folder.resolve("lake").toString());
    StudyPlan plan = shortPlan(folder);
    StageContext context =
        new StageContext(
            TestSession.open(),
            lake,
            plan,
            "run-1",
            Instant.parse("2026-01-01T00:00:00Z"),
            Progress.SILENT);
    MadeUpLake made = new MadeUpLake(lake);
    made.writeAll();
    new EvaluateStage().run(context);
    new CostStage().run(context);
    new RobustnessStage().run(context);
    return context;
  }

  /** The bundled plan without the analyses that would only take longer. */
  private static StudyPlan shortPlan(Path folder) {
    try {
      String all = Files.readString(Path.of("../evaluation-models/plans/lape.yaml"));
      String analyses = "analyses:\n";
      String kept =
          all.substring(all.indexOf(analyses) + analyses.length(), all.indexOf("\nfamilies:"));
      StringBuilder few = new StringBuilder(analyses);
      for (String analysis : kept.split("(?m)^(?=  - id: )", -1)) {
        if (LEFT_OUT.stream().map("id: "::concat).noneMatch(analysis::contains)) {
          few.append(
              analysis.replace(
                  "outcome: [child-psychiatry, family-counselling]",
                  "outcome: [child-psychiatry]"));
        }
      }
      Path file = folder.resolve("plan.yaml");
      Files.createDirectories(folder);
      String register = all.substring(all.indexOf("\nregister:"), all.indexOf("\ncosts:"));
      Files.writeString(file, all.replace(analyses + kept, few.toString()).replace(register, ""));
      return StudyPlans.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeAll() {
    for (String municipality : CodeLists.standard().areaByPanelUnit().keySet()) {
      children.put(municipality, (int) Math.round(Math.exp(7 + 1.3 * random.nextGaussian())));
      double draw = random.nextDouble();
      if (draw < 0.45) {
        adoption.put(municipality, draw < 0.12 ? 2017 : draw < 0.3 ? 2018 : 2019);
      }
      if (random.nextDouble() < 0.2) {
        systemic.put(municipality, 2018);
      }
    }
    List<Map<String, Object>> panel = new MadeUpPanel(random, children, adoption).municipalities();
    write(LakeTable.MUNICIPALITY_YEAR, panel);
    write(LakeTable.PROJECT_YEAR, MadeUpPanel.areas(panel));
    writeTreatments();
    writeProjects();
    writeMoney();
    writeDataFlow();
  }

  private void writeTreatments() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String municipality : children.keySet()) {
      for (String treatment : List.of("family-centre", "systemic-model")) {
        Map<String, Object> row = new HashMap<>();
        row.put("municipality_code", municipality);
        row.put("area_code", CodeLists.standard().areaOf(municipality).orElseThrow());
        row.put("treatment", treatment);
        row.put(
            "adoption_year",
            (treatment.equals("family-centre") ? adoption : systemic).get(municipality));
        row.put("coverage", row.get("adoption_year") == null ? null : 1.0);
        row.put("origin", "synthetic");
        rows.add(row);
      }
    }
    write(LakeTable.MUNICIPALITY_TREATMENT, rows);
  }

  private double childrenOf(ProjectArea area) {
    return CodeLists.standard().municipalitiesOf(area.code()).stream()
        .mapToDouble(children::get)
        .sum();
  }

  private void writeProjects() {
    List<String> all =
        List.of(
            "operating-culture",
            "family-centre-model",
            "early-education-school",
            "special-services");
    List<String> components =
        List.of(
            "family-centre",
            "systemic-child-protection",
            "lets-talk-about-children",
            "school-wellbeing",
            "specialist-centre");
    List<Map<String, Object>> projects = new ArrayList<>();
    List<Map<String, Object>> statuses = new ArrayList<>();
    List<Map<String, Object>> doses = new ArrayList<>();
    for (ProjectArea area : CodeLists.standard().areas()) {
      double grant = Math.rint(childrenOf(area) * (12 + 14 * random.nextDouble()));
      List<String> packages = all.subList(0, 1 + random.nextInt(4));
      projects.add(
          mapOf(
              "area_code",
              area.code(),
              "project_name",
              "Hanke " + area.code(),
              "lead_municipality_code",
              "091",
              "packages",
              packages,
              "package_count",
              packages.size(),
              "grant_eur",
              grant,
              "own_funding_eur",
              grant / 4,
              "origin",
              "synthetic"));
      doses.add(
          mapOf(
              "area_code",
              area.code(),
              "treatment",
              "grant-per-child",
              "dose",
              grant / childrenOf(area),
              "dose_unit",
              "eur-per-child",
              "origin",
              "synthetic"));
      for (String component : components.subList(0, random.nextInt(6))) {
        String municipality = CodeLists.standard().municipalitiesOf(area.code()).get(0);
        statuses.add(
            mapOf(
                "area_code",
                area.code(),
                "municipality_code",
                municipality,
                "component",
                component,
                "report_number",
                4,
                "municipality_code_reported",
                municipality,
                "status",
                "in-use",
                "period_to",
                Date.valueOf(LocalDate.of(2018, 12, 31)),
                "origin",
                "synthetic"));
      }
    }
    write(LakeTable.PROJECT, projects);
    write(LakeTable.COMPONENT_STATUS, statuses);
    write(LakeTable.AREA_DOSE, doses);
    write(LakeTable.MUNICIPALITY_DOSE, List.of());
    List<Map<String, Object>> accounts = new ArrayList<>();
    for (Map<String, Object> project : projects) {
      for (int year = 2017; year <= 2018; year++) {
        accounts.add(
            mapOf(
                "area_code",
                project.get("area_code"),
                "year",
                year,
                "grant_eur",
                (Double) project.get("grant_eur") / 2,
                "own_funding_eur",
                (Double) project.get("own_funding_eur") / 2,
                "staff_person_years",
                10.0,
                "origin",
                "synthetic"));
      }
    }
    write(LakeTable.PROJECT_ACCOUNT, accounts);
  }

  private void writeMoney() {
    List<Map<String, Object>> costs = new ArrayList<>();
    children.forEach(
        (municipality, n) -> {
          for (int year = FIRST; year <= LAST; year++) {
            for (String service :
                List.of("institution-and-family-care", "other-child-family-services")) {
              costs.add(
                  mapOf(
                      "municipality_code",
                      municipality,
                      "year",
                      year,
                      "service",
                      service,
                      "cost_eur_1000",
                      n * 0.65 * (1 + 0.02 * (year - 2010)),
                      "obs_status",
                      "PUBLISHED",
                      "origin",
                      "synthetic"));
            }
          }
        });
    write(LakeTable.COST, costs);
    List<Map<String, Object>> prices = new ArrayList<>();
    for (int year = FIRST; year <= LAST; year++) {
      prices.add(
          mapOf(
              "index_code",
              "121",
              "base_year",
              2010,
              "year",
              year,
              "value",
              100 + 1.5 * (year - 2010)));
    }
    write(LakeTable.PRICE_INDEX, prices);
  }

  private void writeDataFlow() {
    write(
        LakeTable.DATA_FLOW,
        List.of(
            mapOf(
                "run_id",
                "run-1",
                "stage",
                "ingest",
                "table_name",
                "sotkanet_value",
                "step",
                "received",
                "reason_code",
                "NONE",
                "rows",
                80000L),
            mapOf(
                "run_id",
                "run-1",
                "stage",
                "conform",
                "table_name",
                "project_report",
                "step",
                "finding",
                "reason_code",
                "REPORT_PERIOD_MISSING",
                "rows",
                1L,
                "area_code",
                "KAI",
                "detail",
                "interim 2"),
            mapOf(
                "run_id",
                "run-1",
                "stage",
                "conform",
                "table_name",
                "component_status",
                "step",
                "finding",
                "reason_code",
                "MUNICIPALITY_UNKNOWN",
                "rows",
                2L,
                "area_code",
                "LAP",
                "detail",
                "999"),
            mapOf(
                "run_id",
                "run-0",
                "stage",
                "ingest",
                "table_name",
                "sotkanet_value",
                "step",
                "received",
                "reason_code",
                "NONE",
                "rows",
                5L)));
  }

  private static Map<String, Object> mapOf(Object... pairs) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private void write(LakeTable table, List<Map<String, Object>> rows) {
    StructType contract = table.contract().structType();
    List<Row> typed = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Object[] values = new Object[contract.size()];
      for (int i = 0; i < values.length; i++) {
        Object value = row.get(contract.fields()[i].name());
        values[i] = value instanceof List<?> list ? list.toArray() : value;
      }
      typed.add(RowFactory.create(values));
    }
    lake.overwrite(table, lake.spark().createDataFrame(typed, contract).coalesce(1));
  }
}

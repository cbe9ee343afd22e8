package fi.lape.jobs.release;

import fi.lape.jobs.cost.CostStage;
import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import fi.lape.jobs.progress.Progress;
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
import java.util.LinkedHashMap;
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
        if (!analysis.contains("id: E2-systemic-model") && !analysis.contains("id: control-")) {
          few.append(
              analysis.replace(
                  "outcome: [child-psychiatry, family-counselling]",
                  "outcome: [child-psychiatry]"));
        }
      }
      Path file = folder.resolve("plan.yaml");
      Files.createDirectories(folder);
      Files.writeString(file, all.replace(analyses + kept, few.toString()));
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
    writePanel();
    writeTreatments();
    writeProjects();
    writeMoney();
    writeDataFlow();
  }

  private void writePanel() {
    List<Map<String, Object>> years = new ArrayList<>();
    Map<List<Object>, List<Map<String, Object>>> byArea = new LinkedHashMap<>();
    Map<String, Double> areaShock = new HashMap<>();
    for (String municipality : children.keySet()) {
      double own = Math.exp(0.35 * random.nextGaussian());
      String area = CodeLists.standard().areaOf(municipality).orElseThrow();
      for (int year = FIRST; year <= LAST; year++) {
        double shock =
            areaShock.merge(
                area + year, 1 + 0.05 * random.nextGaussian(), (first, second) -> first);
        int n =
            Math.max(
                20, (int) Math.round(children.get(municipality) * (1 - 0.006 * (year - 2010))));
        boolean after = adoption.getOrDefault(municipality, 9999) <= year;
        count(
            years,
            municipality,
            year,
            "new-placements",
            n,
            poisson(n * 0.0045 * own * shock * (after ? 0.8 : 1)),
            1000);
        long placed = poisson(n * 0.0155 * own * shock);
        count(years, municipality, year, "placed-share", n, placed, 100);
        years.add(
            row(
                municipality,
                year,
                "child-psychiatry",
                n,
                Math.rint(10_000.0 * poisson(n * 0.02 * own) / n) / 10));
        years.add(
            row(
                municipality,
                year,
                "family-counselling",
                n,
                Math.rint(10_000.0 * poisson(n * 0.05 * own) / n) / 10));
        if (placed >= 5) {
          double share = Math.rint(1000.0 * Math.min(placed, poisson(placed * 0.4)) / placed) / 10;
          years.add(row(municipality, year, "institution-share", n, share));
        } else {
          Map<String, Object> missing = row(municipality, year, "institution-share", n, 0.0);
          missing.putAll(status(null, null, null, "MISSING"));
          years.add(missing);
        }
        years.add(row(municipality, year, "unemployment", n, 8 + random.nextGaussian()));
        years.add(
            row(
                municipality,
                year,
                "care-cost-per-child",
                n,
                600 * own * (1 + 0.1 * random.nextGaussian())));
      }
    }
    for (Map<String, Object> row : years) {
      byArea
          .computeIfAbsent(
              List.of(row.get("area_code"), row.get("year"), row.get("outcome")),
              k -> new ArrayList<>())
          .add(row);
    }
    write(LakeTable.MUNICIPALITY_YEAR, years);
    List<Map<String, Object>> areas = new ArrayList<>();
    byArea.forEach((key, rows) -> areas.add(area(key, rows)));
    write(LakeTable.PROJECT_YEAR, areas);
  }

  private long poisson(double mean) {
    if (mean > 60) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private Map<String, Object> row(
      String municipality, int year, String outcome, int n, double value) {
    Map<String, Object> row = new HashMap<>();
    row.put("municipality_code", municipality);
    row.put("area_code", CodeLists.standard().areaOf(municipality).orElseThrow());
    row.put("region_code", CodeLists.standard().region(municipality, 2018).orElseThrow());
    row.put("year", year);
    row.put("outcome", outcome);
    row.put("children_0_17", (long) n);
    row.putAll(status(value, value, value, "PUBLISHED"));
    row.put("weight", (double) children.get(municipality));
    row.put("vintage", "made-up");
    row.put("origin", "synthetic");
    return row;
  }

  private static Map<String, Object> status(Double value, Double low, Double high, String status) {
    Map<String, Object> row = new HashMap<>();
    row.put("value", value);
    row.put("value_low", low);
    row.put("value_high", high);
    row.put("obs_status", status);
    return row;
  }

  private void count(
      List<Map<String, Object>> rows,
      String municipality,
      int year,
      String outcome,
      int n,
      long count,
      double scale) {
    Map<String, Object> row = row(municipality, year, outcome, n, scale * count / n);
    row.put("count_low", count);
    row.put("count_high", count);
    if (count < 5) {
      row.putAll(status(scale * 2 / n, 0.0, scale * 4 / n, "SUPPRESSED"));
      row.put("count_low", 0L);
      row.put("count_high", 4L);
    }
    rows.add(row);
  }

  private Map<String, Object> area(List<Object> key, List<Map<String, Object>> rows) {
    Map<String, Object> area = new HashMap<>();
    area.put("area_code", key.get(0));
    area.put("year", key.get(1));
    area.put("outcome", key.get(2));
    long children = rows.stream().mapToLong(r -> (Long) r.get("children_0_17")).sum();
    area.put("children_0_17", children);
    area.put("origin", "synthetic");
    area.put(
        "hidden_municipalities",
        (int) rows.stream().filter(r -> r.get("obs_status").equals("SUPPRESSED")).count());
    boolean counts = rows.stream().allMatch(r -> r.get("count_low") != null);
    for (String column : List.of("value", "value_low", "value_high")) {
      double sum = 0;
      double weights = 0;
      for (Map<String, Object> row : rows) {
        if (row.get(column) != null) {
          sum += (Double) row.get(column) * (Long) row.get("children_0_17");
          weights += (Long) row.get("children_0_17");
        }
      }
      area.put(column, weights == 0 ? null : sum / weights);
    }
    if (counts) {
      area.put("count_low", rows.stream().mapToLong(r -> (Long) r.get("count_low")).sum());
      area.put("count_high", rows.stream().mapToLong(r -> (Long) r.get("count_high")).sum());
    }
    area.put("obs_status", area.get("value") == null ? "MISSING" : "PUBLISHED");
    return area;
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

package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.DataFlow;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.table.Together;
import fi.lape.schemas.Contracts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The silver tables of one delivery, held until all of them are known to be sound. */
final class Silver {
  private final Lookups lookups;
  private final Caches caches;
  private final List<Sifted> inputs;
  private final ReportTables reports;
  private final Sifted accounts;
  private final Sifted values;
  private final Sifted costs;
  private final Map<LakeTable, Dataset<Row>> tables = new LinkedHashMap<>();

  Silver(StagedRecords staged, Lookups lookups, Caches caches) {
    this.lookups = lookups;
    this.caches = caches;
    SotkanetTables sotkanet = new SotkanetTables(staged, lookups, caches);
    MoneyTables money = new MoneyTables(staged, lookups, caches);
    this.reports = new ReportTables(staged, lookups, caches);
    this.accounts = money.accounts();
    this.costs = money.costs();
    Sifted prices = money.prices();
    Sifted population = PopulationTable.sift(staged, lookups, caches);
    Sifted regions = sotkanet.regions();
    Sifted indicators = sotkanet.indicators();
    this.values = sotkanet.values(regions.kept());
    this.inputs =
        List.of(
            reports.documents(),
            reports.components(),
            accounts,
            costs,
            prices,
            population,
            regions,
            indicators,
            values);
    Dataset<Row> completed = sotkanet.completed(values, regions.kept());
    Dataset<Row> indicator = indicator(indicators.kept());
    hold(LakeTable.PROJECT, reports.silverProjects(accounts));
    hold(LakeTable.PROJECT_ACCOUNT, silverAccounts());
    hold(LakeTable.PROJECT_REPORT, reports.silverReports());
    hold(LakeTable.COMPONENT_STATUS, reports.silverComponents());
    hold(LakeTable.INDICATOR, indicator);
    hold(
        LakeTable.INDICATOR_VALUE,
        completed.join(
            broadcast(tables.get(LakeTable.INDICATOR).select("indicator_id", "vintage")),
            Columns.named("indicator_id")));
    hold(LakeTable.POPULATION, PopulationTable.silver(population));
    hold(LakeTable.COST, MoneyTables.silverCosts(costs));
    hold(
        LakeTable.PRICE_INDEX,
        prices
            .kept()
            .select(
                col("code").as("index_code"),
                col("base_no").as("base_year"),
                col("year_no").as("year"),
                col("number").as("value")));
  }

  private void hold(LakeTable table, Dataset<Row> rows) {
    tables.put(table, caches.hold(rows));
  }

  /** The tables, in the order of the lake's stages. */
  Map<LakeTable, Dataset<Row>> tables() {
    return tables;
  }

  /** Every refused row of every input. */
  Dataset<Row> quarantine() {
    Dataset<Row> all = reports.componentQuarantine();
    for (Sifted input : inputs) {
      if (!input.equals(reports.components())) {
        all = all.unionByName(input.quarantine());
      }
    }
    return all;
  }

  /**
   * Counts everything and looks for findings; this is where every table is computed.
   *
   * @throws fi.lape.jobs.failure.JobException {@code QUARANTINE_TOO_LARGE}
   */
  void check(DataFlow flow) {
    List<Callable<Reasons>> counts = new ArrayList<>();
    inputs.forEach(input -> counts.add(() -> Reasons.of(input)));
    for (Reasons reasons : Together.all(counts)) {
      count(reasons, flow);
    }
    ProjectFindings projects =
        new ProjectFindings(lookups.codes().areas().stream().map(a -> a.code()).toList(), flow);
    projects.reports(reports);
    projects.accounts(accounts);
    SeriesFindings series = new SeriesFindings(lookups, flow);
    series.indicators(tables.get(LakeTable.INDICATOR), tables.get(LakeTable.INDICATOR_VALUE));
    series.backCast(tables.get(LakeTable.POPULATION));
    for (Row row :
        tables
            .get(LakeTable.INDICATOR_VALUE)
            .filter(col("obs_status").isin("SUPPRESSED", "MISSING"))
            .groupBy("indicator_id", "obs_status")
            .count()
            .collectAsList()) {
      flow.count(
          "indicator_value",
          "completed",
          row.getString(1).equals("SUPPRESSED") ? "CELL_SUPPRESSED" : "CELL_MISSING",
          row.getLong(2),
          "indicator " + row.getInt(0));
    }
    long merged =
        costs
            .judged()
            .filter(col("unit").isNotNull().and(col("kunta").notEqual(col("unit"))))
            .count();
    flow.count("cost", "merged", "MUNICIPALITY_MERGED", merged);
    List<Callable<Long>> written = new ArrayList<>();
    tables.values().forEach(rows -> written.add(rows::count));
    Iterator<Long> rows = Together.all(written).iterator();
    tables.keySet().forEach(table -> flow.count(table.contractName(), "written", rows.next()));
  }

  /** How many rows of an input broke which rule; {@code NONE} for those that broke none. */
  private record Reasons(Sifted input, Map<String, Long> rows) {
    static Reasons of(Sifted input) {
      Map<String, Long> rows = new TreeMap<>();
      for (Row row :
          input
              .judged()
              .groupBy(coalesce(col(Sifted.FAULT + ".code"), lit("NONE")).as("code"))
              .count()
              .collectAsList()) {
        rows.put(row.getString(0), row.getLong(1));
      }
      return new Reasons(input, rows);
    }
  }

  private static void count(Reasons counted, DataFlow flow) {
    Sifted input = counted.input();
    boolean components = input.judged().columns().length > 0 && has(input, "municipality");
    String table = components ? "component_status" : input.table();
    Map<String, Long> reasons = new TreeMap<>(counted.rows());
    long all = reasons.values().stream().mapToLong(Long::longValue).sum();
    long kept = reasons.getOrDefault("NONE", 0L);
    reasons.remove("NONE");
    flow.count(table, "received", all);
    flow.count(table, "kept", kept);
    reasons.forEach((reason, rows) -> flow.count(table, "quarantined", reason, rows));
    if (reasons.containsKey("VALUES_CONFLICT")) {
      flow.finding(
          table,
          "VINTAGE_CONFLICT",
          reasons.get("VALUES_CONFLICT"),
          "the same key occurs with different values");
    }
    double tolerated = Contracts.input(input.table()).toleratedQuarantineShare();
    if (all - kept > tolerated * all) {
      String worst =
          reasons.entrySet().stream()
              .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
              .map(Map.Entry::getKey)
              .orElseThrow();
      throw IngestFailures.quarantineTooLarge(input.table(), all - kept, all, tolerated, worst);
    }
  }

  private static boolean has(Sifted input, String column) {
    return List.of(input.judged().columns()).contains(column);
  }

  private Dataset<Row> silverAccounts() {
    return accounts
        .kept()
        .select(
            col("area").as("area_code"),
            col("year_no").as("year"),
            col("grant").as("grant_eur"),
            col("own").as("own_funding_eur"),
            col("staff").as("staff_person_years"),
            col("origin"));
  }

  /**
   * One row an indicator that has values. Titles are those received; where the list of indicators
   * was not delivered, those of the code list.
   */
  private Dataset<Row> indicator(Dataset<Row> received) {
    Dataset<Row> used =
        values
            .kept()
            .groupBy("indicator")
            .agg(org.apache.spark.sql.functions.min("origin").as("origin"));
    Dataset<Row> titles =
        received.select(
            col("id").as("indicator"),
            col("title.fi").as("fi"),
            col("title.sv").as("sv"),
            col("title.en").as("en"),
            col("data-updated").as("updated"));
    return used.join(broadcast(lookups.indicators()), Columns.named("indicator"))
        .join(broadcast(titles), Columns.named("indicator"), "left")
        .select(
            col("indicator").as("indicator_id"),
            coalesce(col("fi"), col("name_fi")).as("name_fi"),
            coalesce(col("sv"), col("name_sv")).as("name_sv"),
            coalesce(col("en"), col("name_en")).as("name_en"),
            col("family"),
            col("unit"),
            coalesce(col("updated"), lit("unstated")).as("vintage"),
            coalesce(col("fi").notEqual(col("name_fi")), lit(false)).as("title_drift"),
            col("origin"));
  }
}

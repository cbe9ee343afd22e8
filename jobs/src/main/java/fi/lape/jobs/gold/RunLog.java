package fi.lape.jobs.gold;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.stage.StageContext;
import fi.lape.schemas.ContractRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;

/**
 * The {@code run} table: which stage read which version of which table, with what plan and code.
 * The only place of gold where times stand; it is left out when two runs are compared.
 */
public final class RunLog {
  private RunLog() {}

  /**
   * The newest version of tables that exist, as JSON with the tables in alphabetical order. Taken
   * before they are read, so that a later write is not claimed to have been seen.
   */
  public static String versions(Lake lake, List<LakeTable> tables) {
    SortedMap<String, Long> versions = new TreeMap<>();
    for (LakeTable table : tables) {
      if (lake.has(table)) {
        versions.put(
            table.contractName(),
            DeltaLog.forTable(lake.spark(), lake.path(table)).unsafeVolatileSnapshot().version());
      }
    }
    StringBuilder json = new StringBuilder("{");
    versions.forEach(
        (table, version) ->
            json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(table)
                .append("\":")
                .append(version));
    return json.append('}').toString();
  }

  /** Where the panel comes from: the one origin of its rows, or mixed where they have several. */
  public static String origin(Lake lake) {
    List<Row> origins =
        lake.read(LakeTable.MUNICIPALITY_TREATMENT)
            .select("origin")
            .union(lake.read(LakeTable.MUNICIPALITY_YEAR).select("origin"))
            .distinct()
            .limit(2)
            .collectAsList();
    if (origins.isEmpty()) {
      return "unstated";
    }
    return origins.size() > 1 ? "mixed" : origins.get(0).getString(0);
  }

  /** Adds the row of a stage that has ended. */
  public static void append(StageContext context, String stage, String inputs, String origin) {
    StructType contract = GoldTables.structOf(LakeTable.RUN);
    Row row =
        ContractRow.of(contract)
            .set("run_id", context.runId())
            .set("stage", stage)
            .set("started_at", Timestamp.from(context.startedAt()))
            .set("finished_at", Timestamp.from(Instant.now()))
            .set("plan_sha256", context.plan().sha256())
            .set("code_version", CodeVersion.current())
            .set("spark_version", context.spark().version())
            .set("master", context.spark().sparkContext().master())
            .set("seed", context.plan().seed())
            .set("inputs", inputs)
            .set("origin", origin)
            .row();
    context
        .lake()
        .append(LakeTable.RUN, context.spark().createDataFrame(List.of(row), contract), contract);
  }
}

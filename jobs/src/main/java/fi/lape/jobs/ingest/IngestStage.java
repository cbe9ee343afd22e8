package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.lit;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.register.RegisterIngest;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.DataFlow;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.table.TableWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads sources folders into the bronze and silver tables.
 *
 * <p>Everything is read, parsed and checked before the first table is written: a delivery that is
 * refused leaves the lake as it was. Rows that fail a check go to {@code quarantine} with their
 * place; more of them than the contract tolerates is a refusal too.
 */
public final class IngestStage implements Stage {
  private final List<String> sources;

  /**
   * @param sources folders in order; a kind of source in a later one replaces that kind of an
   *     earlier one
   */
  public IngestStage(List<String> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public void run(StageContext context) {
    context.progress().step("reading the sources");
    SourceFolders.Found found =
        new SourceFolders(context.spark().sparkContext().hadoopConfiguration()).find(sources);
    List<SourceFile> texts =
        found.files().stream().filter(f -> f.table().form() != SourceTable.Form.TABLE).toList();
    try (StagedRecords staged = StagedRecords.read(context.spark(), texts);
        Caches caches = new Caches()) {
      context.progress().step("checking what was read");
      DataFlow flow = new DataFlow(context.runId(), name());
      for (String stranger : found.notRecognised()) {
        flow.count("source_file", "excluded", "NONE", 1, "not a known source: " + stranger);
      }
      Lookups lookups = new Lookups(context.spark());
      Silver silver = new Silver(staged, lookups, caches);
      silver.check(flow);
      Optional<RegisterDelivery> register =
          RegisterDelivery.of(context.spark(), found.files(), staged, lookups, caches);
      register.ifPresent(r -> r.ingest().check(flow));
      context.progress().step("writing bronze and silver tables");
      write(context, staged, silver, register, flow);
    }
  }

  private static void write(
      StageContext context,
      StagedRecords staged,
      Silver silver,
      Optional<RegisterDelivery> register,
      DataFlow flow) {
    Dataset<Row> refused = silver.quarantine();
    List<FileSummary> files = new ArrayList<>(staged.files());
    Dataset<Row> records = staged.records().select("source_file", "sha256", "record_no", "record");
    if (register.isPresent()) {
      refused = refused.unionByName(register.get().ingest().quarantine());
      files.addAll(register.get().files());
      records = records.unionByName(register.get().records(context.spark()));
    }
    Dataset<Row> received = records;
    Dataset<Row> quarantine = refused.withColumn("run_id", lit(context.runId()));
    Bronze bronze = new Bronze(context.lake(), context.runId(), context.startedAt());
    TableWrites writes = new TableWrites(context.lake()).add(() -> bronze.add(files, received));
    Lake lake = context.lake();
    register
        .map(r -> r.ingest().tables())
        .orElseGet(() -> RegisterIngest.none(context.spark()))
        .forEach(
            (table, rows) -> {
              if (register.isPresent() || lake.has(table)) { // a register of earlier sources
                writes.add(() -> lake.overwrite(table, rows));
              }
            });
    silver
        .tables()
        .forEach(
            (table, rows) -> {
              if (table == LakeTable.INDICATOR_VALUE) {
                writes.replaceLarge(table, rows);
              } else {
                writes.replaceSmall(table, rows);
              }
            });
    writes
        .append(LakeTable.QUARANTINE, quarantine)
        .append(LakeTable.DATA_FLOW, flow.rows(context.spark()))
        .run();
  }
}

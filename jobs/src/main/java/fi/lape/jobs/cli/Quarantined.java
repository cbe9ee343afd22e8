package fi.lape.jobs.cli;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeState;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.lake.PipelineStep;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** How many rows the newest ingest put aside, and the command that shows them. */
final class Quarantined {
  private Quarantined() {}

  /** One line, or two where rows were put aside. */
  static String line(Lake lake) {
    String run =
        LakeState.open(lake.root(), lake.spark().sparkContext().hadoopConfiguration())
            .finished()
            .get(PipelineStep.INGEST.command())
            .runId();
    List<Row> reasons = // at most as many as the code list has
        lake.read(LakeTable.QUARANTINE)
            .filter(col("run_id").equalTo(run))
            .groupBy("reason_code")
            .count()
            .orderBy("reason_code")
            .collectAsList();
    long rows = reasons.stream().mapToLong(r -> r.getLong(1)).sum();
    if (rows == 0) {
      return "No row was put into quarantine.";
    }
    return "%d row%s put into quarantine: %s. To see places and reasons:%n  lape tables quarantine --lake %s --where \"run_id = '%s'\" --columns source_file,record_no,reason_code,place"
        .formatted(
            rows,
            rows == 1 ? " was" : "s were",
            reasons.stream()
                .map(r -> r.getString(0) + " " + r.getLong(1))
                .collect(Collectors.joining(", ")),
            lake.root(),
            run);
  }
}

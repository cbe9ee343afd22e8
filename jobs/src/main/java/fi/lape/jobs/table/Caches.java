package fi.lape.jobs.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Intermediate tables that Spark holds while a stage runs, let go together.
 *
 * <p>On one machine the plan that made a table is forgotten with the table held: planning the long
 * way again for every later query costs more than the rows. On a cluster the plan is kept, so that
 * a lost executor costs time but never the job.
 */
public final class Caches implements AutoCloseable {
  private final List<Dataset<Row>> held = new ArrayList<>();

  /** Holds a table from its first use on; memory first, then disk. */
  public Dataset<Row> hold(Dataset<Row> rows) {
    if (rows.sparkSession().sparkContext().isLocal()) {
      return rows.localCheckpoint(false, StorageLevel.MEMORY_AND_DISK());
    }
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    held.add(persisted);
    return persisted;
  }

  @Override
  public void close() {
    held.forEach(rows -> rows.unpersist(false));
    held.clear();
  }
}

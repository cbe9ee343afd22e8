package fi.lape.jobs.table;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.schemas.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes of independent tables, gathered and then done two at a time: a Delta commit mostly waits.
 * All of them are tried; the first failure is thrown when the others have ended.
 */
public final class TableWrites {
  private final Lake lake;
  private final List<Runnable> writes = new ArrayList<>();

  public TableWrites(Lake lake) {
    this.lake = lake;
  }

  /** Replaces a table that fits one file; its rows are put in the order of the key. */
  public TableWrites replaceSmall(LakeTable table, Dataset<Row> rows) {
    return add(() -> lake.overwrite(table, rows.coalesce(1).sortWithinPartitions(key(table))));
  }

  /** Replaces a table of any size, its rows sorted by key over all its files. */
  public TableWrites replaceLarge(LakeTable table, Dataset<Row> rows) {
    return add(() -> lake.overwrite(table, rows.sort(key(table))));
  }

  /** Adds a few rows. */
  public TableWrites append(LakeTable table, Dataset<Row> rows) {
    return add(() -> lake.append(table, rows.coalesce(1)));
  }

  /** Any other write. */
  public TableWrites add(Runnable write) {
    writes.add(write);
    return this;
  }

  /** Does them all. */
  public void run() {
    Together.all(writes.stream().map(Executors::callable).toList());
  }

  private static Column[] key(LakeTable table) {
    return Contracts.lake(table.contractName()).primaryKey().stream()
        .map(functions::col)
        .toArray(Column[]::new);
  }
}

package fi.lape.jobs.lake;

import static java.util.Objects.requireNonNull;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.schemas.Contract;
import fi.lape.schemas.DeltaTables;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta tables under one root folder (local path, {@code hdfs://}, {@code s3a://}, {@code
 * abfss://}).
 *
 * <p>Every write goes through the table's contract: columns are put in the contract's order and
 * cast to its types, a missing or additional column is refused. One write is one Delta commit, so a
 * reader sees a table before it or after it, never between.
 */
public final class Lake {
  private static final int DEEPEST_CAUSE = 50;

  private final SparkSession spark;
  private final String root;
  private final String absolute;

  private Lake(SparkSession spark, String root, String absolute) {
    this.spark = spark;
    this.root = root;
    this.absolute = absolute;
  }

  /** A lake at a folder, which need not exist yet; a relative one is taken from where we run. */
  public static Lake at(SparkSession spark, String root) {
    requireNonNull(root, "root is null");
    requireNonNull(spark, "spark is null");
    Path folder = new Path(root);
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return new Lake(spark, root, files.makeQualified(folder).toString());
    } catch (IOException e) {
      throw LakeFailures.unreachable(root, e);
    }
  }

  /** The root folder as given. */
  public String root() {
    return root;
  }

  /** The session the tables are read and written with. */
  public SparkSession spark() {
    return spark;
  }

  /** Full path of a table. */
  public String path(LakeTable table) {
    return absolute + "/" + table.path();
  }

  /** Whether the table has been written. */
  public boolean has(LakeTable table) {
    return DeltaTable.isDeltaTable(spark, path(table));
  }

  /**
   * The newest version of a table; refused by name where an earlier stage has not run, or where an
   * older version of the program made it with columns that are not enough today.
   */
  public Dataset<Row> read(LakeTable table) {
    if (!has(table)) {
      throw new JobException(
          ExitCode.LAKE,
          "TABLE_MISSING",
          "the lake '%s' has no table '%s'. An earlier stage has not been run on this lake. Run 'lape run', or first 'lape %s', with the same --lake."
              .formatted(
                  root,
                  table.contractName(),
                  table.writtenBy().map(PipelineStep::command).orElse("ingest")));
    }
    return older(table).asPromised(spark.read().format("delta").load(path(table)));
  }

  private OlderTable older(LakeTable table) {
    return new OlderTable(spark, root, table, path(table));
  }

  /** Replaces a table's rows in one commit; columns and types are those of the table's contract. */
  public void overwrite(LakeTable table, Dataset<Row> rows) {
    write(table, rows, SaveMode.Overwrite);
  }

  /** Adds rows in one commit; columns and types are those of the table's contract. */
  public void append(LakeTable table, Dataset<Row> rows) {
    write(table, rows, SaveMode.Append);
  }

  /** Replaces a table's rows in one commit. */
  public void overwrite(LakeTable table, Dataset<Row> rows, StructType contract) {
    write(table, conform(table.contractName(), rows, contract), SaveMode.Overwrite);
  }

  /** Adds rows in one commit. */
  public void append(LakeTable table, Dataset<Row> rows, StructType contract) {
    write(table, conform(table.contractName(), rows, contract), SaveMode.Append);
  }

  private void write(LakeTable table, Dataset<Row> rows, SaveMode mode) {
    Contract contract = table.contract();
    Dataset<Row> promised = conform(table.contractName(), rows, contract.structType());
    if (has(table)) {
      older(table).follow(mode);
    } else {
      spark.sql(DeltaTables.createTable(contract, path(table)));
    }
    try {
      promised.write().format("delta").mode(mode).save(path(table));
    } catch (RuntimeException e) {
      throw broken(table, e).orElse(e);
    }
  }

  /**
   * Words a broken constraint without the row: Delta's own message quotes the values, which may be
   * personal.
   */
  private static Optional<RuntimeException> broken(LakeTable table, RuntimeException failure) {
    Throwable t = failure;
    for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++, t = t.getCause()) {
      if (t instanceof DeltaInvariantViolationException violation) {
        return Optional.of(
            new JobException(
                ExitCode.PROGRAM_FAULT,
                "CONTRACT_VIOLATED",
                "a row for table '%s' breaks its contract (%s). Such a row should have gone to quarantine before; the table is unchanged. This is a fault in the program."
                    .formatted(table.contractName(), String.valueOf(violation.getErrorClass()))));
      }
    }
    return Optional.empty();
  }

  /** The rows with exactly the contract's columns, order and types. */
  static Dataset<Row> conform(String table, Dataset<Row> rows, StructType contract) {
    List<String> have = List.of(rows.columns());
    List<String> want = List.of(contract.fieldNames());
    if (have.size() != want.size() || !have.containsAll(want)) {
      throw new JobException(
          ExitCode.PROGRAM_FAULT,
          "CONTRACT_VIOLATED",
          "table '%s' was given columns %s but its contract has %s. The stage that writes it and the contract disagree. This is a fault in the program."
              .formatted(table, have, want));
    }
    List<Column> columns = new ArrayList<>();
    for (StructField field : contract.fields()) {
      columns.add(
          functions.col(field.name()).cast(field.dataType()).as(field.name(), field.metadata()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}

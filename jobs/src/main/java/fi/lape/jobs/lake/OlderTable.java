package fi.lape.jobs.lake;

import static org.apache.spark.sql.functions.lit;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.schemas.Contract;
import fi.lape.schemas.DeltaTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table that an older version of the program may have made: brought to what its contract promises
 * now, or refused by name.
 *
 * <p>A table whose rows are all replaced is made anew. One that rows are added to keeps those it
 * has: columns that may be empty are added, checks are dropped and added. Rows that break a new
 * check, and columns that must not be empty, cannot be mended, and the lake is refused. Every step
 * is a commit of its own; a job killed between them finds the rest to do when it is run again.
 */
final class OlderTable {
  private static final String CHECK = "delta.constraints.";

  private final SparkSession spark;
  private final String root;
  private final LakeTable table;
  private final String path;
  private final Contract contract;

  OlderTable(SparkSession spark, String root, LakeTable table, String path) {
    this.spark = spark;
    this.root = root;
    this.table = table;
    this.path = path;
    contract = table.contract();
  }

  /**
   * Makes the table keep its contract, where it does not.
   *
   * @param mode of the write that follows
   * @throws JobException {@code LAKE_OLDER} where rows would have to be kept that cannot be mended
   */
  void follow(SaveMode mode) {
    Snapshot now = DeltaLog.forTable(spark, path).unsafeVolatileSnapshot();
    Map<String, String> have = checks(now);
    Map<String, String> want = new TreeMap<>();
    DeltaTables.constraints(contract)
        .forEach((name, rule) -> want.put(name.toLowerCase(Locale.ROOT), rule));
    List<String> columns = columnsThatDiffer(now.metadata().schema());
    if (columns.isEmpty() && withoutSpaces(have).equals(withoutSpaces(want))) {
      return;
    }
    if (mode == SaveMode.Overwrite) {
      makeAnew();
      return;
    }
    Map<String, String> stale = new TreeMap<>(have);
    stale.entrySet().removeIf(c -> isSame(c.getValue(), want.getOrDefault(c.getKey(), "")));
    stale.keySet().forEach(name -> alter("DROP CONSTRAINT `%s`".formatted(name)));
    addColumns(columns, now.metadata().schema());
    want.forEach(
        (name, rule) -> {
          if (!isSame(have.getOrDefault(name, ""), rule)) {
            alter("ADD CONSTRAINT `%s` CHECK (%s)".formatted(name, rule));
          }
        });
  }

  /** Delta replaces no table by its path, so that one goes and a new one takes its place. */
  private void makeAnew() {
    Path folder = new Path(path);
    try {
      folder
          .getFileSystem(spark.sparkContext().hadoopConfiguration())
          .delete(folder, true); // with everything in it
    } catch (IOException e) {
      throw LakeFailures.notWritable(root, e);
    }
    DeltaLog.invalidateCache(spark, folder);
    spark.sql(DeltaTables.createTable(contract, path));
  }

  /**
   * The rows with columns of today that may be empty and that the table does not have yet.
   *
   * @throws JobException {@code LAKE_OLDER} where a column that must not be empty is not there
   */
  Dataset<Row> asPromised(Dataset<Row> rows) {
    List<String> have = List.of(rows.columns());
    Dataset<Row> all = rows;
    List<String> beyond = new ArrayList<>();
    for (StructField field : contract.structType().fields()) {
      if (!have.contains(field.name())) {
        if (field.nullable()) {
          all = all.withColumn(field.name(), lit(null).cast(field.dataType()));
        } else {
          beyond.add(field.name());
        }
      }
    }
    if (!beyond.isEmpty()) {
      throw refused("it has no column " + String.join(", ", beyond), null);
    }
    return all;
  }

  private static Map<String, String> checks(Snapshot snapshot) {
    Map<String, String> checks = new TreeMap<>();
    CollectionConverters.asJava(snapshot.metadata().configuration())
        .forEach(
            (key, value) -> {
              if (key.startsWith(CHECK)) {
                checks.put(key.substring(CHECK.length()), value);
              }
            });
    return checks;
  }

  /** Columns of the contract or of the table that the other has not, or has otherwise. */
  private List<String> columnsThatDiffer(StructType schema) {
    List<String> differ = new ArrayList<>();
    StructType promised = contract.structType();
    for (StructField field : promised.fields()) {
      if (!schema.getFieldIndex(field.name()).isDefined()
          || !schema.apply(field.name()).dataType().equals(field.dataType())
          || schema.apply(field.name()).nullable() != field.nullable()) {
        differ.add(field.name());
      }
    }
    for (String name : schema.fieldNames()) {
      if (!contract.columnNames().contains(name)) {
        differ.add(name);
      }
    }
    return differ;
  }

  /** Adds the columns that may be empty; all others are beyond mending. */
  private void addColumns(List<String> columns, StructType schema) {
    List<String> beyond = new ArrayList<>();
    for (String name : columns) {
      boolean promised = contract.columnNames().contains(name);
      boolean there = schema.getFieldIndex(name).isDefined();
      if (promised && !there && contract.structType().apply(name).nullable()) {
        alter("ADD COLUMNS (%s)".formatted(contract.structType().apply(name).toDDL()));
      } else if (promised
          && there
          && contract.structType().apply(name).nullable()
          && schema.apply(name).dataType().equals(contract.structType().apply(name).dataType())) {
        alter("ALTER COLUMN `%s` DROP NOT NULL".formatted(name));
      } else {
        beyond.add(name);
      }
    }
    if (!beyond.isEmpty()) {
      throw refused("it has other columns than now: " + String.join(", ", beyond), null);
    }
  }

  /** Delta's own words for a broken check would quote rows. */
  private void alter(String change) {
    try {
      spark.sql("ALTER TABLE delta.`%s` %s".formatted(path.replace("`", "``"), change));
    } catch (Exception e) { // Spark throws a checked one that it does not declare
      if (e instanceof AnalysisException refusal) {
        throw refused("rows of it break a check (%s)".formatted(refusal.getCondition()), e);
      }
      throw e;
    }
  }

  /** Delta keeps a check that was added later with other spaces. */
  private static Map<String, String> withoutSpaces(Map<String, String> checks) {
    Map<String, String> all = new TreeMap<>();
    checks.forEach((name, rule) -> all.put(name, withoutSpaces(rule)));
    return all;
  }

  private static boolean isSame(String one, String other) {
    return withoutSpaces(one).equals(withoutSpaces(other));
  }

  private static String withoutSpaces(String rule) {
    return rule.replaceAll("\\s", "");
  }

  private JobException refused(String what, Throwable cause) {
    return new JobException(
        ExitCode.LAKE,
        "LAKE_OLDER",
        "the table '%s' of the lake '%s' was made by an older version of the program: %s. What the table promises has changed since, and these rows cannot be mended where they lie. %s"
            .formatted(
                table.contractName(),
                root,
                what,
                table
                    .writtenBy()
                    .filter(step -> step != PipelineStep.INGEST)
                    .map(step -> "Run 'lape %s' again, or 'lape run'.".formatted(step.command()))
                    .orElse(
                        "Run 'lape run' with the same sources on a new --lake; the old one stays as it is.")),
        cause);
  }
}

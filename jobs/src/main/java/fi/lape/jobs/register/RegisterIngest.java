package fi.lape.jobs.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Columns;
import fi.lape.jobs.table.DataFlow;
import fi.lape.jobs.table.Lookups;
import fi.lape.schemas.Contracts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A register as received, judged row by row and child by child.
 *
 * <p>Nothing is collected but counts; rows are spread by child once, and what the tasks hold of the
 * register is one child at a time.
 */
public final class RegisterIngest {
  private static final StructType JUDGED =
      StructType.fromDDL(
          "child BINARY, kind INT, a INT, b INT, unit INT, reported INT, d INT, e INT,"
              + " file BIGINT, record_no BIGINT, fault INT");

  private final SparkSession spark;
  private final Map<RegisterTable, Dataset<Row>> received = new EnumMap<>(RegisterTable.class);
  private final Dataset<Row> judged;
  private final List<RegisterFile> files;
  private final Observation observation;
  private final String origin;

  private RegisterIngest(
      SparkSession spark,
      List<RegisterFile> files,
      Observation observation,
      String origin,
      Lookups lookups,
      Caches caches) {
    this.spark = spark;
    this.files = List.copyOf(files);
    this.observation = observation;
    this.origin = origin;
    for (RegisterTable table : RegisterTable.values()) {
      received.put(table, read(table));
    }
    refuseIdentities(received.values());
    RowChecks checks = new RowChecks(lookups, observation);
    Dataset<Row> packed =
        Stream.of(RegisterTable.values())
            .map(table -> checks.packed(table, received.get(table)))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    this.judged =
        caches.hold(
            packed
                .repartition(col("child"))
                .sortWithinPartitions(
                    "child", "kind", "a", "b", "unit", "reported", "d", "e", "file", "record_no")
                .mapPartitions(
                    (MapPartitionsFunction<Row, Row>) JudgeFold::new, Encoders.row(JUDGED)));
  }

  /**
   * Reads and judges a register.
   *
   * @param files its Parquet files, at least one of every table
   * @param origin {@code synthetic} or {@code real}
   * @throws fi.lape.jobs.failure.JobException {@code PERSONAL_ID}, {@code REGISTER_COLUMNS} or
   *     {@code FILE_NOT_READABLE}
   */
  public static RegisterIngest read(
      SparkSession spark,
      List<RegisterFile> files,
      Observation observation,
      String origin,
      Lookups lookups,
      Caches caches) {
    return new RegisterIngest(spark, files, observation, origin, lookups, caches);
  }

  /** Every record as received: source_file, record_no, record as JSON. */
  public Dataset<Row> records() {
    return received.values().stream()
        .map(
            rows -> {
              Column[] columns =
                  Stream.of(rows.columns())
                      .filter(c -> !c.equals("source_file") && !c.equals("record_no"))
                      .map(c -> col("`" + c.replace("`", "``") + "`"))
                      .toArray(Column[]::new);
              return rows.select(
                  col("source_file"), col("record_no"), to_json(struct(columns)).as("record"));
            })
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /** Records of each file, by name; files without any are absent. */
  public Map<String, Long> recordsByFile() {
    Map<String, Long> records = new TreeMap<>();
    for (Row row :
        judged
            .groupBy("file")
            .agg(functions.count(lit(1)).as("rows"))
            .join(broadcast(names()), Columns.named("file"))
            .select("source_file", "rows")
            .collectAsList()) {
      records.put(row.getString(0), row.getLong(1));
    }
    return records;
  }

  /** The silver tables. */
  public Map<LakeTable, Dataset<Row>> tables() {
    Map<LakeTable, Dataset<Row>> tables = new LinkedHashMap<>();
    for (RegisterTable table : RegisterTable.values()) {
      tables.put(table.silver(), silver(table));
    }
    return tables;
  }

  /** The silver tables of a lake, for one that has a register no longer. */
  public static Map<LakeTable, Dataset<Row>> none(SparkSession spark) {
    Map<LakeTable, Dataset<Row>> tables = new LinkedHashMap<>();
    for (RegisterTable table : RegisterTable.values()) {
      tables.put(
          table.silver(), spark.createDataFrame(List.of(), table.silver().contract().structType()));
    }
    return tables;
  }

  /** The refused rows as places: table_name, source_file, record_no, field, reason_code, … */
  public Dataset<Row> quarantine() {
    Column fault = faults().getItem(col("fault"));
    Column table =
        functions.get(
            strings(Stream.of(RegisterTable.values()).map(RegisterTable::contractName)),
            col("kind"));
    return judged
        .filter(col("fault").isNotNull())
        .join(broadcast(names()), Columns.named("file"))
        .select(
            table.as("table_name"),
            col("source_file"),
            col("record_no"),
            fault.getField("field").as("field"),
            fault.getField("code").as("reason_code"),
            fault.getField("reason").as("reason"),
            concat(lit("row "), col("record_no").cast("string")).as("place"));
  }

  /**
   * Counts rows in, rows out and why.
   *
   * @throws fi.lape.jobs.failure.JobException {@code QUARANTINE_TOO_LARGE}
   */
  public void check(DataFlow flow) {
    Map<RegisterTable, Map<String, Long>> rows = new EnumMap<>(RegisterTable.class);
    for (RegisterTable table : RegisterTable.values()) {
      rows.put(table, new TreeMap<>());
    }
    RowFault[] faults = RowFault.values();
    for (Row row : judged.groupBy("kind", "fault").count().collectAsList()) {
      String reason = row.isNullAt(1) ? "NONE" : faults[row.getInt(1)].code();
      for (RegisterTable table : RegisterTable.values()) {
        if (table.kind() == row.getInt(0)) {
          rows.get(table).merge(reason, row.getLong(2), Long::sum);
        }
      }
    }
    rows.forEach((table, reasons) -> count(table, reasons, flow));
  }

  private static void count(RegisterTable table, Map<String, Long> reasons, DataFlow flow) {
    long all = reasons.values().stream().mapToLong(Long::longValue).sum();
    long kept = reasons.getOrDefault("NONE", 0L);
    reasons.remove("NONE");
    String name = table.contractName();
    flow.count(name, "received", all);
    flow.count(name, "kept", kept);
    reasons.forEach((reason, rows) -> flow.count(name, "quarantined", reason, rows));
    flow.count(table.silver().contractName(), "written", kept);
    double tolerated = Contracts.input(name).toleratedQuarantineShare();
    if (all - kept > tolerated * all) {
      String worst =
          reasons.entrySet().stream()
              .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
              .map(Map.Entry::getKey)
              .orElseThrow();
      throw RegisterFailures.quarantineTooLarge(name, all - kept, all, tolerated, worst);
    }
  }

  private Dataset<Row> read(RegisterTable table) {
    List<RegisterFile> own = files.stream().filter(f -> f.table() == table).toList();
    Dataset<Row> rows = parquet(own);
    List<String> have = List.of(rows.columns());
    List<String> missing = table.columns().stream().filter(c -> !have.contains(c)).toList();
    if (!missing.isEmpty()) {
      throw RegisterFailures.columns(own.get(0).name(), missing, table.columns());
    }
    return rows.withColumn(
            "source_file",
            concat(lit("register/" + table.folder() + "/"), col("_metadata.file_name")))
        .withColumn("record_no", col("_metadata.row_index").plus(1));
  }

  private Dataset<Row> parquet(List<RegisterFile> own) {
    try {
      return spark.read().parquet(own.stream().map(RegisterFile::location).toArray(String[]::new));
    } catch (Exception e) { // Spark's checked exceptions are thrown undeclared
      throw RegisterFailures.unreadable(own.get(0).name(), e);
    }
  }

  private static void refuseIdentities(Collection<Dataset<Row>> rows) {
    IdentityScan.first(rows)
        .ifPresent(
            found -> {
              throw RegisterFailures.personalIdentity(
                  found.file(), found.column(), found.places(), found.firstRecord());
            });
  }

  private Dataset<Row> names() {
    List<Row> names = files.stream().map(f -> RowFactory.create(f.name())).toList();
    return spark
        .createDataFrame(names, StructType.fromDDL("source_file STRING"))
        .withColumn("file", xxhash64(col("source_file")));
  }

  private Dataset<Row> silver(RegisterTable table) {
    Column child = lower(hex(col("child"))).as("child_id");
    Column unit = lpad(col("unit").cast("string"), 3, "0").as("municipality_code");
    Column reported = lpad(col("reported").cast("string"), 3, "0").as("municipality_code_reported");
    Column start = date_from_unix_date(col("a"));
    Column end = when(col("b").notEqual(Placement.OPEN), date_from_unix_date(col("b")));
    List<Column> columns =
        switch (table) {
          case CHILD ->
              List.of(
                  child,
                  start.as("birth_month"),
                  get(strings(RowChecks.SEXES.stream()), col("d")).as("sex"),
                  lit(observation.from()).as("observed_from"),
                  lit(observation.dataDate()).as("observed_to"));
          case RESIDENCE ->
              List.of(child, unit, reported, start.as("start_date"), end.as("end_date"));
          case PLACEMENT_EPISODE ->
              List.of(
                  child,
                  unit,
                  reported,
                  start.as("start_date"),
                  end.as("end_date"),
                  get(strings(Placement.Form.codes().stream()), col("d")).as("form"),
                  get(strings(Placement.Decision.codes().stream()), col("e")).as("decision"));
          case SERVICE_EVENT ->
              List.of(
                  child,
                  get(strings(ChildPeriods.SERVICES.stream()), col("d")).as("service"),
                  start.as("event_date"),
                  unit,
                  reported,
                  col("b").as("visits"));
        };
    List<Column> all = new ArrayList<>(columns);
    all.add(lit(origin).as("origin"));
    return judged
        .filter(col("kind").equalTo(table.kind()).and(col("fault").isNull()))
        .select(all.toArray(Column[]::new));
  }

  private static Column faults() {
    return array(
        Stream.of(RowFault.values())
            .map(
                f ->
                    struct(
                        lit(f.field()).as("field"),
                        lit(f.code()).as("code"),
                        lit(f.reason()).as("reason")))
            .toArray(Column[]::new));
  }

  private static Column strings(Stream<String> values) {
    return array(values.map(functions::lit).toArray(Column[]::new));
  }
}

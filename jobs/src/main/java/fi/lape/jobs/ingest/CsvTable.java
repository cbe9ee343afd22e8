package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trim;

import fi.lape.jobs.table.Columns;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Lines of semicolon-separated files as columns of text, named by the input contract. */
final class CsvTable {
  static final String BROKEN = "_broken";
  private static final Map<String, String> OPTIONS =
      Map.of("sep", ";", "mode", "PERMISSIVE", "columnNameOfCorruptRecord", BROKEN);

  private CsvTable() {}

  /**
   * The lines below the header.
   *
   * @throws fi.lape.jobs.failure.JobException {@code FILE_HEADER} when a header is not the agreed
   *     one
   */
  static Dataset<Row> read(StagedRecords staged, SourceTable table) {
    Contract contract = Contracts.input(table.contractName());
    Dataset<Row> lines = staged.of(table);
    Dataset<Row> firsts = lines.groupBy("source_file").agg(min("record_no").as("record_no"));
    List<Row> headers =
        lines
            .join(firsts, Columns.named("source_file", "record_no"))
            .select("source_file", "record", "record_no")
            .orderBy("source_file")
            .collectAsList();
    String agreed =
        String.join(";", contract.columns().stream().map(Column::physicalName).toList());
    for (Row header : headers) {
      if (!header.<String>getAs("record").strip().equals(agreed)) {
        throw IngestFailures.headerRefused(header.getAs("source_file"), agreed);
      }
    }
    StructType schema = new StructType();
    for (Column column : contract.columns()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    schema = schema.add(BROKEN, DataTypes.StringType);
    long header = headers.stream().mapToLong(r -> r.<Long>getAs("record_no")).max().orElse(1);
    Dataset<Row> cells =
        lines
            .filter(col("record_no").gt(header))
            .withColumn("cell", from_csv(col("record"), lit(schema.toDDL()), OPTIONS))
            .select("source_file", "origin", "record_no", "line", "cell.*");
    for (Column column : contract.columns()) {
      cells = cells.withColumn(column.name(), trim(col(column.name())));
    }
    return cells;
  }

  /** The check that a line has as many fields as the header. */
  static Check fieldCount() {
    return new Check(
        col(BROKEN).isNotNull(), "", "ROW_MALFORMED", "the line has another number of fields");
  }

  /** The checks that a column holds a number with a decimal comma. */
  static List<Check> number(String column) {
    return List.of(
        new Check(
            Numbers.hasPoint(col(column)),
            column,
            "DECIMAL_POINT",
            "the number has a decimal point where a decimal comma is agreed"),
        new Check(
            Numbers.isNoNumber(col(column)),
            column,
            "VALUE_NOT_A_NUMBER",
            "the value is no number"));
  }

  /** The check that a required column is there. */
  static Check required(String column) {
    return new Check(
        col(column).isNull().or(col(column).equalTo(lit(""))),
        column,
        "VALUE_MISSING",
        "a required value is missing");
  }
}

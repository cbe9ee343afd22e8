package fi.lape.schemas;

import java.util.List;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table promises.
 *
 * @param name table name, unique within inputs, within the lake and within the release
 * @param stage where the table lives
 * @param version version of the promise
 * @param labels fi, sv and en name
 * @param purpose what the table is for
 * @param columns columns in table order
 * @param toleratedQuarantineShare share of rows, 0–1, that may be quarantined before the job stops
 */
public record Contract(
    String name,
    Stage stage,
    String version,
    Labels labels,
    String purpose,
    List<Column> columns,
    double toleratedQuarantineShare) {
  public Contract {
    columns = List.copyOf(columns);
  }

  /** Names of the key columns, in the order of the table. */
  public List<String> primaryKey() {
    return columns.stream().filter(Column::key).map(Column::name).toList();
  }

  /** Names of all columns, in the order of the table. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * Returns a column.
   *
   * @throws SchemaException {@code COLUMN_UNKNOWN}
   */
  public Column column(String columnName) {
    return columns.stream()
        .filter(c -> c.name().equals(columnName))
        .findFirst()
        .orElseThrow(() -> SchemaFaults.columnUnknown(this, columnName));
  }

  /** Spark schema: types, nullability, and the English label and unit as column comment. */
  public StructType structType() {
    return new StructType(columns.stream().map(Contract::field).toArray(StructField[]::new));
  }

  private static StructField field(Column column) {
    MetadataBuilder metadata = new MetadataBuilder();
    metadata.putString("comment", comment(column));
    return new StructField(
        column.name(), column.type().sparkType(), !column.required(), metadata.build());
  }

  /** Comment of a column as Delta and Spark show it. */
  static String comment(Column column) {
    StringBuilder text = new StringBuilder(column.labels().en());
    column.unit().ifPresent(unit -> text.append(" [").append(unit).append(']'));
    column.nullMeaning().ifPresent(meaning -> text.append("; null: ").append(meaning));
    return text.toString();
  }
}

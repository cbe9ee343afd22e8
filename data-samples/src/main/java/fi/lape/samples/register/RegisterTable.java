package fi.lape.samples.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The four tables of the register; a column whose name ends in a date or month is a date. */
enum RegisterTable {
  CHILD("child", "child_id STRING, birth_month INT, sex STRING"),
  RESIDENCE("residence", "child_id STRING, municipality_code STRING, start_date INT, end_date INT"),
  PLACEMENT_EPISODE(
      "placement_episode",
      "child_id STRING, municipality_code STRING, start_date INT, end_date INT, form STRING,"
          + " decision STRING"),
  SERVICE_EVENT(
      "service_event",
      "child_id STRING, service STRING, event_date INT, municipality_code STRING, visits INT");

  private final String folder;
  private final String ddl;

  RegisterTable(String folder, String ddl) {
    this.folder = folder;
    this.ddl = ddl;
  }

  String folder() {
    return folder;
  }

  /** The rows as they are made: dates are days since 1970. */
  StructType made() {
    return StructType.fromDDL(ddl);
  }

  /** The rows as they are written: dates are dates, and every column says that it is made up. */
  Dataset<Row> written(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    Metadata synthetic =
        new MetadataBuilder()
            .putString("comment", "synthetic: drawn at random, describes no child")
            .putString("origin", "synthetic")
            .build();
    for (StructField field : made().fields()) {
      String name = field.name();
      boolean day = name.endsWith("_date") || name.equals("birth_month");
      Column value =
          day && field.dataType().equals(DataTypes.IntegerType)
              ? date_from_unix_date(col(name))
              : col(name);
      columns.add(value.as(name, synthetic));
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}

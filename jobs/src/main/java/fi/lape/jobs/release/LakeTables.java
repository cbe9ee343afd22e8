package fi.lape.jobs.release;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Rows of lake tables that are small by nature, as column → value. */
final class LakeTables {
  private final Lake lake;

  LakeTables(Lake lake) {
    this.lake = lake;
  }

  /** The columns wanted of every row of a table; an absent table has no rows where allowed. */
  List<Map<String, Object>> rows(LakeTable table, List<String> columns) {
    Dataset<Row> wanted =
        lake.read(table).select(columns.stream().map(functions::col).toArray(Column[]::new));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Row row : wanted.collectAsList()) { // areas × years × outcomes, never people
      Map<String, Object> values = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i), row.isNullAt(i) ? null : plain(row, i));
      }
      rows.add(values);
    }
    return rows;
  }

  /** Whether the lake has a table. */
  boolean has(LakeTable table) {
    return lake.has(table);
  }

  /** The different origins of a table's rows; none where the lake does not have it. */
  List<String> origins(LakeTable table) {
    return lake.has(table)
        ? lake.read(table).select("origin").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .toList()
        : List.of();
  }

  private static Object plain(Row row, int index) {
    Object value = row.get(index);
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value instanceof scala.collection.Seq<?> ? row.getList(index) : value;
  }
}

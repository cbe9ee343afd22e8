package fi.lape.jobs.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;

import fi.lape.jobs.identity.PersonalIdentityCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Looks for personal identity codes in every column that can hold text, agreed on or not. */
final class IdentityScan {
  private static final StructType FOUND =
      StructType.fromDDL("source_file STRING, field STRING, places BIGINT, record_no BIGINT");

  private IdentityScan() {}

  /** Where and how often a code was found. */
  record Found(String file, String column, long places, long firstRecord) {}

  /**
   * The first file and column with a code; empty where there is none.
   *
   * @param received tables with {@code source_file} and {@code record_no}
   */
  static Optional<Found> first(Collection<Dataset<Row>> received) {
    return received.stream()
        .map(IdentityScan::places)
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .groupBy("source_file", "field")
        .agg(sum("places"), min("record_no"))
        .orderBy("source_file", "field")
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .map(r -> new Found(r.getString(0), r.getString(1), r.getLong(2), r.getLong(3)));
  }

  private static Dataset<Row> places(Dataset<Row> received) {
    List<String> names = new ArrayList<>();
    List<Column> texts = new ArrayList<>(List.of(col("source_file"), col("record_no")));
    for (StructField field : received.schema().fields()) {
      Optional<Column> text = field.name().equals("source_file") ? Optional.empty() : text(field);
      if (text.isPresent()) {
        texts.add(text.get());
        names.add(field.name());
      }
    }
    return received
        .select(texts.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> places(rows, names), Encoders.row(FOUND));
  }

  /** Only rows with a code come out. */
  private static Iterator<Row> places(Iterator<Row> rows, List<String> names) {
    List<Row> found = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < names.size(); i++) {
        if (!row.isNullAt(i + 2)) {
          long places = PersonalIdentityCode.count(row.getString(i + 2));
          if (places > 0) {
            found.add(RowFactory.create(row.getString(0), names.get(i), places, row.getLong(1)));
          }
        }
      }
    }
    return found.iterator();
  }

  /** A column as text, where it can hold any. */
  private static Optional<Column> text(StructField field) {
    DataType type = field.dataType();
    Column column = col("`" + field.name().replace("`", "``") + "`");
    if (type instanceof StringType || type instanceof BinaryType) {
      return Optional.of(column.cast("string"));
    }
    boolean nested =
        type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    return nested ? Optional.of(to_json(column)) : Optional.empty();
  }
}

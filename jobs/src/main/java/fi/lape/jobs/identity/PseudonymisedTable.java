package fi.lape.jobs.identity;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table with a pseudonym in place of its identifier. The key goes to the tasks inside their code
 * and is in no plan, which Spark would show; the identifier's column is gone.
 */
public final class PseudonymisedTable {
  private static final String PSEUDONYM = "child_id";

  private PseudonymisedTable() {}

  /**
   * The rows with {@code child_id} in front and without the identifier; a row without an identifier
   * has no pseudonym either.
   *
   * @throws JobException {@code PSEUDONYM_COLUMN} when there is no such column, or {@code child_id}
   *     is taken
   */
  public static Dataset<Row> of(Dataset<Row> rows, String identifier, Pseudonyms pseudonyms) {
    List<String> columns = List.of(rows.columns());
    if (!columns.contains(identifier)
        || (columns.contains(PSEUDONYM) && !identifier.equals(PSEUDONYM))) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "PSEUDONYM_COLUMN",
          "the table has no column '%s' to be made 'child_id' of, or has a 'child_id' besides; it has %s. The pseudonym takes the place of the identifier. Name the identifier's column with --column."
              .formatted(identifier, String.join(", ", columns)));
    }
    Dataset<Row> ordered =
        rows.select(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                        col("`" + identifier + "`").cast("string").as(PSEUDONYM)),
                    columns.stream()
                        .filter(c -> !c.equals(identifier))
                        .map(c -> col("`" + c + "`")))
                .toArray(org.apache.spark.sql.Column[]::new));
    StructType schema = ordered.schema();
    return ordered.mapPartitions(
        (MapPartitionsFunction<Row, Row>) some -> replaced(some, pseudonyms), Encoders.row(schema));
  }

  private static Iterator<Row> replaced(Iterator<Row> rows, Pseudonyms pseudonyms) {
    return CollectionConverters.asJava(
        CollectionConverters.asScala(rows)
            .map(
                row -> {
                  Object[] values = new Object[row.length()];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = row.get(i);
                  }
                  values[0] = row.isNullAt(0) ? null : pseudonyms.of(row.getString(0));
                  return RowFactory.create(values);
                }));
  }
}

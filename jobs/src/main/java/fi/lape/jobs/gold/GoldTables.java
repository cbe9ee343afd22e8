package fi.lape.jobs.gold;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Writes gold tables from local results: one file a table, rows in the order of the key. */
public final class GoldTables {
  private GoldTables() {}

  /** The columns of a table as its contract has them. */
  public static StructType structOf(LakeTable table) {
    return table.contract().structType();
  }

  /**
   * Replaces a table. The order of the rows in the file is that of the key, so that the same rows
   * give the same bytes however they were computed.
   */
  public static void replace(Lake lake, LakeTable table, List<Row> rows) {
    StructType contract = structOf(table);
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(byKey(contract, table.contract().primaryKey()));
    lake.overwrite(table, lake.spark().createDataFrame(sorted, contract).coalesce(1), contract);
  }

  /**
   * Replaces the rows of some analyses; those of others stay as they are.
   *
   * @param analyses whose rows are replaced
   */
  public static void replaceOf(Lake lake, LakeTable table, Set<String> analyses, List<Row> rows) {
    Column[] columns =
        Stream.of(structOf(table).fieldNames()).map(functions::col).toArray(Column[]::new);
    List<Row> all = new ArrayList<>(rows);
    if (lake.has(table)) {
      all.addAll(
          lake.read(table)
              .where(functions.not(functions.col("analysis").isin(analyses.toArray())))
              .select(columns)
              .collectAsList()); // rows of a result table
    }
    replace(lake, table, all);
  }

  private static Comparator<Row> byKey(StructType contract, List<String> key) {
    int[] indexes = key.stream().mapToInt(contract::fieldIndex).toArray();
    return (a, b) -> {
      for (int index : indexes) {
        int order = compare(a.get(index), b.get(index));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** Null is a key value too, and comes first. */
  private static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    if (a instanceof Integer x && b instanceof Integer y) {
      return Integer.compare(x, y);
    }
    return a.toString().compareTo(b.toString());
  }
}

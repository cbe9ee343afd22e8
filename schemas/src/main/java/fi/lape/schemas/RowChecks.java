package fi.lape.schemas;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The rules of a contract as Spark columns, built from built-in functions only.
 *
 * <p>Rules, each a code of the list {@code reason_codes}: {@code VALUE_MISSING} (null in a required
 * column), {@code VALUE_NOT_FINITE}, {@code VALUE_NEGATIVE} (below a minimum of zero), {@code
 * VALUE_OUT_OF_RANGE}, {@code VALUE_MALFORMED} (pattern), {@code VALUE_NOT_IN_CODE_LIST}, and over
 * all rows {@code KEY_DUPLICATED} and {@code VALUES_CONFLICT}. Every rule that is broken is
 * reported, not only the first.
 */
public final class RowChecks {
  /** Column that {@link #split} adds to the rows it refuses: array of field and reason_code. */
  public static final String VIOLATIONS = "violations";

  private final Contract contract;
  private final CodeLists lists;

  private RowChecks(Contract contract, CodeLists lists) {
    this.contract = contract;
    this.lists = lists;
  }

  /** The rules of a contract. */
  public static RowChecks of(Contract contract) {
    return new RowChecks(contract, CodeLists.standard());
  }

  /**
   * Broken rules of a row, in the order of the columns: {@code array<struct<field string,
   * reason_code string>>}, empty when the row keeps the contract.
   */
  public Column violations() {
    List<Column> rules = new ArrayList<>();
    for (fi.lape.schemas.Column column : contract.columns()) {
      addRules(column, rules);
    }
    return array_compact(array(rules.toArray(Column[]::new)));
  }

  /** Distinct codes of the broken rules of a row, sorted: {@code array<string>}. */
  public Column reasonCodes() {
    return array_sort(array_distinct(violations().getField("reason_code")));
  }

  /**
   * Tells rows that keep the contract from rows to be quarantined. No row is in both or in neither.
   *
   * <p>Where rows share a key and say the same, one is kept and the others are {@code
   * KEY_DUPLICATED}; where they differ, none can be preferred and all are {@code VALUES_CONFLICT}.
   * The file a row came from does not make it differ. A row refused for another reason does not
   * count. Null is a value of its own in a key.
   *
   * @param rows rows with at least the contract's columns, of the contract's types
   */
  public CheckedRows split(Dataset<Row> rows) {
    Dataset<Row> checked = rows.withColumn(VIOLATIONS, violations());
    Column clean = size(col(VIOLATIONS)).equalTo(0);
    List<Column> key = new ArrayList<>();
    contract.primaryKey().forEach(name -> key.add(col(name)));
    key.add(clean);
    WindowSpec sameKey = Window.partitionBy(key.toArray(Column[]::new));
    Column content = struct(contentColumns());
    Column conflict = not(min(content).over(sameKey).eqNullSafe(max(content).over(sameKey)));
    // Ordered by everything the row has, so that which twin is kept does not hang on partitions.
    Column everything = struct(Stream.of(rows.columns()).map(n -> col(n)).toArray(Column[]::new));
    Column repeated = row_number().over(sameKey.orderBy(everything)).gt(1);
    Dataset<Row> judged =
        checked.withColumn(
            VIOLATIONS,
            when(not(clean), col(VIOLATIONS))
                .when(conflict, wholeRow("VALUES_CONFLICT"))
                .when(repeated, wholeRow("KEY_DUPLICATED"))
                .otherwise(col(VIOLATIONS)));
    Column keeps = size(col(VIOLATIONS)).equalTo(0);
    return new CheckedRows(judged.filter(keeps).drop(VIOLATIONS), judged.filter(not(keeps)));
  }

  /** Columns that say something, as opposed to where it was said. */
  private Column[] contentColumns() {
    return contract.columnNames().stream()
        .filter(name -> !name.equals("source_file") || contract.primaryKey().contains(name))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  private static Column wholeRow(String code) {
    return array(struct(lit(null).cast("string").as("field"), lit(code).as("reason_code")));
  }

  private void addRules(fi.lape.schemas.Column column, List<Column> rules) {
    Column value = col(column.name());
    if (column.required()) {
      rules.add(rule(column, value.isNull(), "VALUE_MISSING"));
    }
    Column finite = lit(true);
    if (column.type() == LogicalType.DOUBLE) {
      finite = not(isnan(value).or(abs(value).equalTo(Double.POSITIVE_INFINITY)));
      rules.add(rule(column, not(finite), "VALUE_NOT_FINITE"));
    }
    addLimits(column, value, finite, rules);
    if (column.pattern().isPresent()) {
      rules.add(rule(column, not(value.rlike(column.pattern().get())), "VALUE_MALFORMED"));
    }
    if (column.codeList().isPresent()) {
      rules.add(rule(column, outside(column, value), "VALUE_NOT_IN_CODE_LIST"));
    }
  }

  private static void addLimits(
      fi.lape.schemas.Column column, Column value, Column finite, List<Column> rules) {
    if (column.minimum().isPresent()) {
      double minimum = column.minimum().getAsDouble();
      String code = minimum == 0 ? "VALUE_NEGATIVE" : "VALUE_OUT_OF_RANGE";
      rules.add(rule(column, finite.and(value.lt(minimum)), code));
    }
    if (column.maximum().isPresent()) {
      double maximum = column.maximum().getAsDouble();
      rules.add(rule(column, finite.and(value.gt(maximum)), "VALUE_OUT_OF_RANGE"));
    }
  }

  private Column outside(fi.lape.schemas.Column column, Column value) {
    List<String> codes =
        lists.codes(column.codeList().orElseThrow()).stream().map(Code::code).toList();
    if (column.type() == LogicalType.STRING_ARRAY) {
      Column known = array(codes.stream().map(c -> lit(c)).toArray(Column[]::new));
      return size(array_except(value, known)).gt(0);
    }
    return not(value.cast("string").isInCollection(codes));
  }

  /** Field and code where the rule is broken; null where it is kept or the value is null. */
  private static Column rule(fi.lape.schemas.Column column, Column broken, String code) {
    return when(
        coalesce(broken, lit(false)),
        struct(lit(column.name()).as("field"), lit(code).as("reason_code")));
  }
}

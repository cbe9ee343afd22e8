package fi.lape.schemas;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A contract as a Delta table: types, NOT NULL, comments, CHECK constraints. Text only, no Delta.
 */
public final class DeltaTables {
  /** Longer code lists grow with the years and stay out of the table; row checks hold them. */
  private static final int LONGEST_LIST = 40;

  private DeltaTables() {}

  /**
   * SQL that creates the table with everything the contract promises, in one commit.
   *
   * @param location folder of the table; a backquote in it is doubled
   */
  public static String createTable(Contract contract, String location) {
    String columns =
        contract.columns().stream()
            .map(DeltaTables::definition)
            .collect(Collectors.joining(",\n  "));
    String properties =
        properties(contract).entrySet().stream()
            .map(entry -> quote(entry.getKey()) + " = " + quote(entry.getValue()))
            .collect(Collectors.joining(",\n  "));
    return "CREATE TABLE IF NOT EXISTS delta.`%s` (\n  %s\n) USING DELTA\nCOMMENT %s\nTBLPROPERTIES (\n  %s\n)"
        .formatted(
            location.replace("`", "``"),
            columns,
            quote(contract.labels().en() + ". " + contract.purpose()),
            properties);
  }

  /**
   * CHECK constraints by name: limits, patterns and short code lists. An expression is true for
   * null in a column that may be null, as Delta counts an unknown as broken.
   */
  public static Map<String, String> constraints(Contract contract) {
    Map<String, String> constraints = new LinkedHashMap<>();
    for (Column column : contract.columns()) {
      rule(column)
          .ifPresent(
              rule ->
                  constraints.put(
                      column.name() + "_as_promised",
                      column.required()
                          ? rule
                          : "`%s` IS NULL OR (%s)".formatted(column.name(), rule)));
    }
    return constraints;
  }

  /**
   * Table properties: the constraints as Delta keeps them, and name and version of the contract.
   */
  public static Map<String, String> properties(Contract contract) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("lape.contract", contract.stage().code() + "." + contract.name());
    properties.put("lape.contract.version", contract.version());
    constraints(contract)
        .forEach((name, rule) -> properties.put("delta.constraints." + name, rule));
    return properties;
  }

  /**
   * Rows in the shape of the contract: its columns in its order, with their comments.
   *
   * @throws SchemaException {@code CONTRACT_VIOLATED} naming every column that is missing, too much
   *     or of another type; nothing is cast silently
   */
  public static Dataset<Row> shape(Dataset<Row> rows, Contract contract) {
    List<String> faults = faults(rows.schema(), contract);
    if (!faults.isEmpty()) {
      throw SchemaFaults.contractViolated(contract, faults);
    }
    StructType promised = contract.structType();
    org.apache.spark.sql.Column[] columns = new org.apache.spark.sql.Column[promised.length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = promised.fields()[i];
      Metadata metadata = field.metadata();
      columns[i] = col(field.name()).as(field.name(), metadata);
    }
    return rows.select(columns);
  }

  private static List<String> faults(StructType found, Contract contract) {
    List<String> faults = new ArrayList<>();
    List<String> names = List.of(found.fieldNames());
    for (Column column : contract.columns()) {
      if (!names.contains(column.name())) {
        faults.add("column '%s' is missing".formatted(column.name()));
        continue;
      }
      String type = found.apply(column.name()).dataType().catalogString();
      if (!type.equals(column.type().physicalName())) {
        faults.add(
            "column '%s' is %s, expected %s"
                .formatted(column.name(), type, column.type().physicalName()));
      }
    }
    for (String name : names) {
      if (!contract.columnNames().contains(name)) {
        faults.add("column '%s' is not in the contract".formatted(name));
      }
    }
    return faults;
  }

  private static String definition(Column column) {
    return "`%s` %s%s COMMENT %s"
        .formatted(
            column.name(),
            column.type().physicalName().toUpperCase(java.util.Locale.ROOT),
            column.required() ? " NOT NULL" : "",
            quote(Contract.comment(column)));
  }

  private static Optional<String> rule(Column column) {
    List<String> rules = new ArrayList<>();
    String name = "`" + column.name() + "`";
    column.minimum().ifPresent(minimum -> rules.add(name + " >= " + plain(minimum)));
    column.maximum().ifPresent(maximum -> rules.add(name + " <= " + plain(maximum)));
    column.pattern().ifPresent(pattern -> rules.add("%s RLIKE %s".formatted(name, quote(pattern))));
    column
        .codeList()
        .filter(list -> column.type() == LogicalType.STRING)
        .map(list -> CodeLists.standard().codes(list))
        .filter(codes -> codes.size() <= LONGEST_LIST)
        .ifPresent(
            codes ->
                rules.add(
                    codes.stream()
                        .map(code -> quote(code.code()))
                        .collect(Collectors.joining(", ", name + " IN (", ")"))));
    return rules.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", rules));
  }

  private static String plain(double number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

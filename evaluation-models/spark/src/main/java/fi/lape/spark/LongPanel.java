package fi.lape.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import fi.lape.estimators.error.PanelErrors;
import fi.lape.spark.fold.PanelFold;
import fi.lape.spark.fold.RowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Anybody's table as a panel with the columns {@code unit, cluster, cohort, period, outcome,
 * weight, treatment, dose, exposure, covariates}, checked in one pass: a text where a number
 * belongs is refused with its column and count, never read as a hole.
 */
final class LongPanel {
  private final PanelColumns columns;
  private final Dataset<Row> rows;
  private final Dataset<Row> packable;
  private final PanelSurvey.Found found;
  private final boolean hasNumbers;

  private LongPanel(
      PanelColumns columns,
      Dataset<Row> rows,
      Dataset<Row> packable,
      PanelSurvey.Found found,
      boolean hasNumbers) {
    this.hasNumbers = hasNumbers;
    this.columns = columns;
    this.rows = rows;
    this.packable = packable;
    this.found = found;
  }

  /** The normalised rows. */
  Dataset<Row> rows() {
    return rows;
  }

  PanelColumns columns() {
    return columns;
  }

  /** The periods there are, increasing. */
  int[] periods() {
    return found.periods().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The number of rows. */
  long size() {
    return found.rows();
  }

  /** Whether there are few enough periods to be folded the fast way. */
  boolean isFoldable() {
    return found.periods().size() <= RowShape.MOST_PERIODS;
  }

  /** The fast way to the units of the panel. */
  PanelFold fold() {
    return new PanelFold(
        packable,
        new RowShape(
            periods(),
            !columns.unitsAreClusters(),
            columns.weight().isPresent(),
            columns.covariates().size()),
        size(),
        hasNumbers);
  }

  /**
   * Reads a table.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PANEL_COLUMN_UNKNOWN}, {@code
   *     VALUE_NOT_A_NUMBER}, {@code PANEL_COLUMN_EMPTY} or {@code PANEL_EMPTY}
   */
  static LongPanel of(Dataset<Row> table, PanelColumns columns) {
    List<String> known = Arrays.asList(table.columns());
    for (String name : columns.names()) {
      if (!known.contains(name)) {
        throw PanelErrors.columnUnknown(name, known);
      }
    }
    Dataset<Row> rows = table.select(normalised(table, columns).toArray(Column[]::new));
    Dataset<Row> packable = table.select(packable(table, columns).toArray(Column[]::new));
    PanelSurvey.Found found = PanelSurvey.of(table, columns).found();
    AssignmentLevel.require(table, columns);
    return new LongPanel(columns, rows, packable, found, hasNumbers(table, columns));
  }

  /** Whether units are whole numbers. */
  private static boolean hasNumbers(Dataset<Row> table, PanelColumns columns) {
    return isInteger(table, columns.unit())
        || type(table, columns.unit()).equals(DataTypes.LongType);
  }

  /** The columns of {@link RowShape}; a unit that is no whole number is known by its hash. */
  private static List<Column> packable(Dataset<Row> table, PanelColumns columns) {
    Column unit = text(table, columns.unit());
    Column key =
        hasNumbers(table, columns)
            ? named(table, columns.unit()).cast("long")
            : when(unit.isNotNull(), xxhash64(unit));
    List<Column> selected = new ArrayList<>(List.of(key.as("key")));
    if (!columns.unitsAreClusters()) {
      selected.add(text(table, columns.clusteredBy()).as("cluster"));
    }
    selected.add(
        columns.adoption().map(c -> cohort(table, c)).orElse(lit(null).cast("int")).as("cohort"));
    selected.add(period(table, columns).as("period"));
    selected.add(number(table, columns.outcome()).as("outcome"));
    columns.weight().ifPresent(c -> selected.add(number(table, c).as("weight")));
    for (int j = 0; j < columns.covariates().size(); j++) {
      selected.add(number(table, columns.covariates().get(j)).as("covariate" + j));
    }
    return selected;
  }

  /** The columns of a panel, from those of a table. */
  static List<Column> normalised(Dataset<Row> table, PanelColumns columns) {
    List<Column> selected = new ArrayList<>();
    selected.add(text(table, columns.unit()).as("unit"));
    selected.add(text(table, columns.clusteredBy()).as("cluster"));
    selected.add(
        columns.adoption().map(c -> cohort(table, c)).orElse(lit(null).cast("int")).as("cohort"));
    selected.add(period(table, columns).as("period"));
    selected.add(number(table, columns.outcome()).as("outcome"));
    selected.add(optional(table, columns.weight(), 1.0).as("weight"));
    selected.add(optional(table, columns.treatment(), 0.0).as("treatment"));
    selected.add(optional(table, columns.dose(), 0.0).as("dose"));
    selected.add(optional(table, columns.exposure(), 1.0).as("exposure"));
    selected.add(
        array(columns.covariates().stream().map(c -> number(table, c)).toArray(Column[]::new))
            .cast("array<double>")
            .as("covariates"));
    return selected;
  }

  /** What a cell says, without blanks around it. */
  static Column text(Dataset<Row> table, String column) {
    return trim(named(table, column).cast("string"));
  }

  /** The period, or null where it is not a number. */
  static Column period(Dataset<Row> table, PanelColumns columns) {
    return isInteger(table, columns.period())
        ? named(table, columns.period()).cast("int")
        : number(table, columns.period()).try_cast("int");
  }

  static DataType type(Dataset<Row> table, String column) {
    return table.schema().apply(column).dataType();
  }

  static boolean isNumeric(Dataset<Row> table, String column) {
    return type(table, column) instanceof NumericType;
  }

  /** Whether the type of a column holds nothing else than whole numbers of the usual size. */
  static boolean isInteger(Dataset<Row> table, String column) {
    return type(table, column).equals(DataTypes.IntegerType)
        || type(table, column).equals(DataTypes.ShortType);
  }

  private static Column optional(Dataset<Row> table, Optional<String> column, double without) {
    return column.map(c -> number(table, c)).orElse(lit(without));
  }

  static Column named(Dataset<Row> table, String column) {
    return table.col("`" + column.replace("`", "``") + "`");
  }

  /** A number, or null where the cell is empty, says so, or is not one. */
  static Column number(Dataset<Row> table, String column) {
    if (isInteger(table, column)) {
      return named(table, column).cast("double");
    }
    Column value = named(table, column).try_cast("double");
    return when(value.isNotNull().and(value.equalTo(Double.NaN)), lit(null)).otherwise(value);
  }

  private static Column cohort(Dataset<Row> table, String column) {
    if (isInteger(table, column)) {
      return nullif(named(table, column).cast("int"), lit(0));
    }
    Column value = number(table, column);
    Column infinite = value.equalTo(Double.POSITIVE_INFINITY);
    Column never = value.isNull().or(value.equalTo(0)).or(infinite);
    return when(never, lit(null).cast("int")).otherwise(value.try_cast("int"));
  }

  /** The rows in the order of units and periods, for one machine. */
  Dataset<Row> inOrder() {
    return rows.orderBy(col("unit"), col("period"));
  }
}

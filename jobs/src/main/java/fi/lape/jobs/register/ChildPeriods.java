package fi.lape.jobs.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unhex;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import fi.lape.schemas.CodeLists;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The child panel: silver tables of the register in, the table {@code child_period} out.
 *
 * <p>The four tables become one of few bytes a row, which is spread over the tasks by child once;
 * each task sorts its rows and folds child after child through {@link ChildTimeline}. A task holds
 * one child at a time, so memory does not grow with the register.
 */
public final class ChildPeriods {
  private static final List<String> SEXES = List.of("male", "female");
  static final List<String> ORIGINS = List.of("synthetic", "real");

  /** Kinds of rows in the order in which the fold wants to see them. */
  static final int CHILD = 0;

  static final int RESIDENCE = 1;
  static final int PLACEMENT = 2;
  static final int EVENT = 3;

  /** Services by the codes of the list {@code register_services}, with the measure of each. */
  static final List<String> SERVICES =
      List.of(
          "open-care-support", "family-counselling", "home-help", "child-adolescent-psychiatry");

  private ChildPeriods() {}

  /**
   * Rows of the contract {@code child_period}: one for each child, period, age group and
   * municipality in which something was counted.
   *
   * @param child silver {@code child}
   * @param residence silver {@code child_residence}
   * @param placement silver {@code placement_episode}
   * @param event silver {@code service_event}
   */
  public static Dataset<Row> of(
      Dataset<Row> child,
      Dataset<Row> residence,
      Dataset<Row> placement,
      Dataset<Row> event,
      PeriodLength length) {
    Dataset<Row> rows =
        packed(
                child,
                CHILD,
                unix_date(col("birth_month")),
                unix_date(col("observed_from")),
                unix_date(col("observed_to")),
                place(SEXES, "sex"),
                place(ORIGINS, "origin"))
            .unionByName(
                packed(
                    residence,
                    RESIDENCE,
                    unix_date(col("start_date")),
                    end(),
                    col("municipality_code").cast("int"),
                    lit(0),
                    lit(0)))
            .unionByName(
                packed(
                    placement,
                    PLACEMENT,
                    unix_date(col("start_date")),
                    end(),
                    col("municipality_code").cast("int"),
                    place(Placement.Form.codes(), "form"),
                    place(Placement.Decision.codes(), "decision")))
            .unionByName(
                packed(
                    event,
                    EVENT,
                    unix_date(col("event_date")),
                    col("visits"),
                    col("municipality_code").cast("int"),
                    place(SERVICES, "service"),
                    lit(0)));
    Dataset<Row> folded =
        rows.repartition(col("child"))
            .sortWithinPartitions("child", "kind", "a", "b", "c", "d", "e")
            .mapPartitions(
                (MapPartitionsFunction<Row, Row>) some -> new ChildFold(some, length),
                Encoders.row(ChildFold.SCHEMA));
    return unpacked(folded, length);
  }

  /** Rows of any table in the one form that is sent between tasks. */
  private static Dataset<Row> packed(
      Dataset<Row> rows, int kind, Column a, Column b, Column c, Column d, Column e) {
    return rows.select(
        unhex(col("child_id")).as("child"),
        lit(kind).as("kind"),
        a.cast("int").as("a"),
        b.cast("int").as("b"),
        c.cast("int").as("c"),
        d.cast("int").as("d"),
        e.cast("int").as("e"));
  }

  private static Column end() {
    return coalesce(unix_date(col("end_date")), lit(Placement.OPEN));
  }

  /** Place of a column's code in a list, from 0. */
  private static Column place(List<String> codes, String column) {
    Column list = functions.array(codes.stream().map(functions::lit).toArray(Column[]::new));
    return functions.array_position(list, col(column)).minus(1);
  }

  /** The code at a place that a column holds. */
  private static Column code(Stream<String> codes, String column) {
    Column list = functions.array(codes.map(functions::lit).toArray(Column[]::new));
    return functions.get(list, col(column));
  }

  private static Dataset<Row> unpacked(Dataset<Row> folded, PeriodLength length) {
    StructType area = StructType.fromDDL("unit INT, area_code STRING");
    List<Row> areas = new ArrayList<>();
    CodeLists.standard()
        .areaByPanelUnit()
        .forEach(
            (unit, code) ->
                areas.add(org.apache.spark.sql.RowFactory.create(Integer.valueOf(unit), code)));
    List<Column> columns = new ArrayList<>();
    columns.add(functions.lower(functions.hex(col("child"))).as("child_id"));
    columns.add(date_from_unix_date(col("period_start")).as("period_start"));
    columns.add(lit(length.code()).as("period_length"));
    columns.add(functions.lpad(col("unit").cast("string"), 3, "0").as("municipality_code"));
    columns.add(
        code(Stream.of(AgeGroup.values()).map(AgeGroup::code), "age_group").as("age_group"));
    columns.add(col("area_code"));
    columns.add(code(SEXES.stream(), "sex").as("sex"));
    for (Measure measure : Measure.values()) {
      columns.add(col(measure.column()));
    }
    columns.add(code(ORIGINS.stream(), "origin").as("origin"));
    return folded
        .join(
            functions.broadcast(folded.sparkSession().createDataFrame(areas, area)),
            fi.lape.jobs.table.Columns.named("unit"),
            "left")
        .select(columns.toArray(Column[]::new));
  }

  /** Rows of the contract {@code register_cell}: the child panel without the children. */
  public static Dataset<Row> cells(Dataset<Row> childPeriod) {
    List<Column> sums = new ArrayList<>();
    sums.add(people(Measure.DAYS_AT_RISK).as("children_at_risk"));
    sums.add(people(Measure.DAYS_IN_CARE).as("children_placed"));
    sums.add(people(Measure.DAYS_INSTITUTION).as("children_in_institution"));
    sums.add(
        functions
            .sum(
                when(
                        col(Measure.DAYS_IN_CARE.column())
                            .gt(col(Measure.DAYS_INSTITUTION.column())),
                        lit(1L))
                    .otherwise(lit(0L)))
            .as("children_in_other_care"));
    sums.add(people(Measure.ENTRIES).as("children_entered"));
    sums.add(people(Measure.REENTRIES).as("children_returned"));
    sums.add(people(Measure.EXITS).as("children_left"));
    for (Measure service :
        List.of(
            Measure.OPEN_CARE_SUPPORT,
            Measure.FAMILY_COUNSELLING,
            Measure.HOME_HELP,
            Measure.PSYCHIATRY)) {
      sums.add(people(service).as("children_" + service.column()));
    }
    for (Measure measure : Measure.values()) {
      sums.add(functions.sum(measure.column()).as(measure.column()));
    }
    sums.add(functions.min("origin").as("origin"));
    return childPeriod
        .groupBy(
            "municipality_code", "period_start", "period_length", "age_group", "sex", "area_code")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Column people(Measure measure) {
    return functions.sum(when(col(measure.column()).gt(0), lit(1L)).otherwise(lit(0L)));
  }
}

package fi.lape.jobs.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.unhex;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.apache.spark.sql.functions.year;

import fi.lape.jobs.table.Lookups;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows as received, each judged by itself and packed: child, kind, a, b, unit, reported, d, e,
 * file, record_no, fault. Numbers stand for codes by their place in the list, days for dates.
 */
final class RowChecks {
  static final List<String> SEXES = List.of("male", "female");
  private static final String PSEUDONYM = "^[0-9a-f]{32}$";
  private static final int FIRST_DIVISION = 2010;
  private static final int MOST_VISITS = 1000;

  private final Lookups lookups;
  private final Observation observation;

  RowChecks(Lookups lookups, Observation observation) {
    this.lookups = lookups;
    this.observation = observation;
  }

  /** The rows of a table with {@code source_file} and {@code record_no}, packed. */
  Dataset<Row> packed(RegisterTable table, Dataset<Row> received) {
    return switch (table) {
      case CHILD -> child(received);
      case RESIDENCE -> residence(received);
      case PLACEMENT_EPISODE -> placement(received);
      case SERVICE_EVENT -> event(received);
    };
  }

  private Dataset<Row> child(Dataset<Row> received) {
    Column birth = date(received, "birth_month");
    Column sex = place(SEXES, "sex");
    Map<RowFault, Column> checks = new EnumMap<>(RowFault.class);
    common(checks);
    checks.put(RowFault.BIRTH_MISSING, col("birth_month").isNull());
    checks.put(RowFault.SEX_MISSING, col("sex").isNull());
    checks.put(RowFault.BIRTH_NOT_A_DATE, birth.isNull());
    checks.put(RowFault.SEX_UNKNOWN, sex.lt(0));
    checks.put(RowFault.BORN_LATER, birth.gt(lit(observation.dataDate())));
    return pack(
        received,
        RegisterTable.CHILD,
        List.of(unix_date(trunc(birth, "month")), lit(0), lit(0), lit(0), sex, lit(0)),
        checks);
  }

  private Dataset<Row> residence(Dataset<Row> received) {
    Column start = date(received, "start_date");
    Column end = date(received, "end_date");
    Map<RowFault, Column> checks = new EnumMap<>(RowFault.class);
    common(checks);
    spell(checks, start, end);
    return pack(
        located(received, start),
        RegisterTable.RESIDENCE,
        List.of(unix_date(start), end(end), unit(), reported(), lit(0), lit(0)),
        checks);
  }

  private Dataset<Row> placement(Dataset<Row> received) {
    Column start = date(received, "start_date");
    Column end = date(received, "end_date");
    Column form = place(Placement.Form.codes(), "form");
    Column decision = place(Placement.Decision.codes(), "decision");
    Map<RowFault, Column> checks = new EnumMap<>(RowFault.class);
    common(checks);
    spell(checks, start, end);
    checks.put(RowFault.FORM_MISSING, col("form").isNull());
    checks.put(RowFault.DECISION_MISSING, col("decision").isNull());
    checks.put(RowFault.FORM_UNKNOWN, form.lt(0));
    checks.put(RowFault.DECISION_UNKNOWN, decision.lt(0));
    return pack(
        located(received, start),
        RegisterTable.PLACEMENT_EPISODE,
        List.of(unix_date(start), end(end), unit(), reported(), form, decision),
        checks);
  }

  private Dataset<Row> event(Dataset<Row> received) {
    Column day = date(received, "event_date");
    Column visits = col("visits").try_cast("int");
    Column service = place(ChildPeriods.SERVICES, "service");
    Map<RowFault, Column> checks = new EnumMap<>(RowFault.class);
    common(checks);
    checks.put(RowFault.MUNICIPALITY_MISSING, col("municipality_code").isNull());
    checks.put(RowFault.SERVICE_MISSING, col("service").isNull());
    checks.put(RowFault.EVENT_DATE_MISSING, col("event_date").isNull());
    checks.put(RowFault.VISITS_MISSING, col("visits").isNull());
    checks.put(RowFault.EVENT_NOT_A_DATE, day.isNull());
    checks.put(RowFault.VISITS_NOT_A_NUMBER, visits.isNull());
    checks.put(RowFault.SERVICE_UNKNOWN, service.lt(0));
    checks.put(RowFault.MUNICIPALITY_UNKNOWN, col("unit").isNull());
    checks.put(RowFault.VISITS_OUT_OF_RANGE, not(visits.between(1, MOST_VISITS)));
    checks.put(RowFault.HAPPENS_LATER, day.gt(lit(observation.dataDate())));
    return pack(
        located(received, day),
        RegisterTable.SERVICE_EVENT,
        List.of(unix_date(day), visits, unit(), reported(), service, lit(0)),
        checks);
  }

  private static void common(Map<RowFault, Column> checks) {
    checks.put(RowFault.CHILD_MISSING, col("child_id").isNull());
    checks.put(RowFault.CHILD_MALFORMED, not(col("child_id").cast("string").rlike(PSEUDONYM)));
  }

  private void spell(Map<RowFault, Column> checks, Column start, Column end) {
    checks.put(RowFault.MUNICIPALITY_MISSING, col("municipality_code").isNull());
    checks.put(RowFault.START_MISSING, col("start_date").isNull());
    checks.put(RowFault.START_NOT_A_DATE, start.isNull());
    checks.put(RowFault.END_NOT_A_DATE, col("end_date").isNotNull().and(end.isNull()));
    checks.put(RowFault.MUNICIPALITY_UNKNOWN, col("unit").isNull());
    checks.put(RowFault.BACKWARDS, end.lt(start));
    checks.put(RowFault.BEGINS_LATER, start.gt(lit(observation.dataDate())));
  }

  /** With {@code unit}, null where the municipality did not exist in the year of a day. */
  private Dataset<Row> located(Dataset<Row> received, Column day) {
    Column in = greatest(year(day), lit(FIRST_DIVISION));
    return received.join(
        broadcast(lookups.municipalities().select("code", "unit", "valid_from", "valid_to")),
        col("municipality_code")
            .cast("string")
            .equalTo(col("code"))
            .and(in.between(col("valid_from"), col("valid_to"))),
        "left");
  }

  private static Dataset<Row> pack(
      Dataset<Row> rows, RegisterTable table, List<Column> values, Map<RowFault, Column> checks) {
    // The map is in the order of the faults: one flat CASE, so that the first one decides.
    Column fault = when(lit(false), lit(0));
    for (Map.Entry<RowFault, Column> check : checks.entrySet()) {
      fault = fault.when(coalesce(check.getValue(), lit(false)), lit(check.getKey().place()));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(
        when(col("child_id").cast("string").rlike(PSEUDONYM), unhex(col("child_id"))).as("child"));
    columns.add(lit(table.kind()).as("kind"));
    String[] names = {"a", "b", "unit", "reported", "d", "e"};
    for (int i = 0; i < names.length; i++) {
      columns.add(coalesce(values.get(i).cast("int"), lit(0)).as(names[i]));
    }
    columns.add(xxhash64(col("source_file")).as("file"));
    columns.add(col("record_no"));
    columns.add(fault.as("fault"));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column unit() {
    return col("unit").cast("int");
  }

  private static Column reported() {
    return col("municipality_code").try_cast("int");
  }

  private static Column end(Column end) {
    return coalesce(unix_date(end), lit(Placement.OPEN));
  }

  /** A column as a date whatever type it came in; null where it is none. */
  private static Column date(Dataset<Row> rows, String name) {
    boolean already = rows.schema().apply(name).dataType().equals(DataTypes.DateType);
    return already ? col(name) : col(name).try_cast("date");
  }

  /** Place of a column's code in a list, from 0; -1 where it is not in it. */
  private static Column place(List<String> codes, String name) {
    Column list = array(codes.stream().map(functions::lit).toArray(Column[]::new));
    return array_position(list, col(name).cast("string")).minus(1);
  }
}

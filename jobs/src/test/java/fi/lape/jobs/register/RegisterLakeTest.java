package fi.lape.jobs.register;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The committed register through ingest and panel, against its planted truth and its totals. */
class RegisterLakeTest {
  private final Lake lake = SampleLake.lake();

  private static JsonNode truth() throws IOException {
    return new ObjectMapper()
        .readTree(Samples.truth().resolveSibling("register_truth.json").toFile());
  }

  private Map<String, Long> byYear(String column) {
    Map<String, Long> sums = new TreeMap<>();
    for (Row row :
        lake.read(LakeTable.REGISTER_CELL)
            .selectExpr("string(year(period_start)) as year", column)
            .groupBy("year")
            .sum(column)
            .collectAsList()) {
      sums.put(row.getString(0), row.getLong(1));
    }
    return sums;
  }

  private static Map<String, Long> truthByYear(String what, String field) throws IOException {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode cell : truth().at("/truth/" + what)) {
      sums.merge(cell.get("year").asText(), cell.get(field).asLong(), Long::sum);
    }
    return sums;
  }

  private long number(Dataset<Row> rows, String expression) {
    return rows.selectExpr("bigint(" + expression + ")").first().getLong(0);
  }

  @Test
  void everyPlantedFaultIsRefusedForItsReasonAndNothingElseIs() throws IOException {
    Map<String, Long> planted = new TreeMap<>();
    for (JsonNode fault : truth().get("faults")) {
      planted.merge(
          "register_" + fault.get("table").asText() + " " + fault.get("reason_code").asText(),
          fault.get("rows").asLong(),
          Long::sum);
    }
    Map<String, Long> refused = new TreeMap<>();
    Map<String, Long> told = new TreeMap<>();
    for (Row row :
        lake.read(LakeTable.QUARANTINE)
            .filter("table_name like 'register%'")
            .groupBy("table_name", "reason_code")
            .count()
            .collectAsList()) {
      refused.put(row.getString(0) + " " + row.getString(1), row.getLong(2));
    }
    for (Row row :
        lake.read(LakeTable.DATA_FLOW)
            .filter("table_name like 'register%' and step = 'quarantined'")
            .select("table_name", "reason_code", "rows")
            .collectAsList()) {
      told.put(row.getString(0) + " " + row.getString(1), row.getLong(2));
    }
    assertThat(planted).hasSizeGreaterThan(15);
    assertThat(refused).isEqualTo(planted);
    assertThat(told).isEqualTo(planted);
  }

  @Test
  void daysAtRiskAreThoseLivedToTheDay() throws IOException {
    assertThat(byYear("days_at_risk")).isEqualTo(truthByYear("days-at-risk", "days")).hasSize(12);
  }

  @Test
  void entriesAreThoseThatHappened() throws IOException {
    assertThat(byYear("entries")).isEqualTo(truthByYear("entries", "with_adoption")).hasSize(12);
  }

  /** Counted anew from the silver table: every child and day once, by built-in functions alone. */
  @Test
  void daysInAreDaysOut() {
    Dataset<Row> children =
        lake.read(LakeTable.CHILD)
            .selectExpr("child_id", "add_months(birth_month, 216) as adult", "observed_to");
    Dataset<Row> days =
        lake.read(LakeTable.PLACEMENT_EPISODE)
            .filter("decision <> 'after-care'")
            .join(children, "child_id")
            .selectExpr(
                "child_id",
                "greatest(start_date, date'2010-01-01') as low",
                "least(coalesce(end_date, date'2999-01-01'), adult, date'2022-01-01') as high")
            .filter("low < high")
            .selectExpr("child_id", "explode(sequence(low, date_sub(high, 1))) as day")
            .distinct();
    Dataset<Row> periods = lake.read(LakeTable.CHILD_PERIOD);
    assertThat(number(periods, "sum(days_in_care)")).isEqualTo(days.count()).isPositive();
    assertThat(
            number(
                periods,
                "sum(days_foster_family + days_professional_family_home + days_institution"
                    + " + days_other_form)"))
        .isEqualTo(days.count());
    // Who was in before, and who came, went, grew up, or is in still.
    long before = days.filter("day = date'2010-01-01'").count();
    long still = days.filter("day = date'2021-12-31'").count();
    long entered = number(periods, "sum(entries)");
    long gone = number(periods, "sum(exits) + sum(aged_out)");
    long firstDay = number(periods.filter("year(period_start) = 2010"), "sum(entries)");
    assertThat(firstDay).isPositive();
    long enteredOnFirstDay = enteredOnTheFirstDay();
    assertThat(before - enteredOnFirstDay + entered - gone)
        .isBetween(still - leftOnTheLastDay(), still);
  }

  private long enteredOnTheFirstDay() {
    return lake.read(LakeTable.PLACEMENT_EPISODE)
        .filter("decision <> 'after-care' and start_date = date'2010-01-01'")
        .select("child_id")
        .distinct()
        .count();
  }

  private long leftOnTheLastDay() {
    return lake.read(LakeTable.PLACEMENT_EPISODE)
        .filter("end_date = date'2022-01-01'")
        .select("child_id")
        .distinct()
        .count();
  }

  @Test
  void cellsAreTheSumsOfTheChildren() {
    Dataset<Row> periods = lake.read(LakeTable.CHILD_PERIOD);
    Dataset<Row> cells = lake.read(LakeTable.REGISTER_CELL);
    for (Measure measure : Measure.values()) {
      String sum = "sum(" + measure.column() + ")";
      assertThat(number(cells, sum)).as(measure.column()).isEqualTo(number(periods, sum));
    }
    assertThat(number(cells, "sum(children_at_risk)"))
        .isEqualTo(periods.filter("days_at_risk > 0").count());
    assertThat(cells.filter("area_code is null").select("municipality_code").distinct().count())
        .as("municipalities of Åland")
        .isBetween(1L, 16L);
  }

  @Test
  void thePanelIsOneShuffleByChild() {
    String plan =
        ChildPeriods.of(
                lake.read(LakeTable.CHILD),
                lake.read(LakeTable.CHILD_RESIDENCE),
                lake.read(LakeTable.PLACEMENT_EPISODE),
                lake.read(LakeTable.SERVICE_EVENT),
                PeriodLength.MONTH)
            .queryExecution()
            .executedPlan()
            .toString();
    assertThat(Pattern.compile("Exchange (?!SinglePartition)hash").matcher(plan).results())
        .as(plan)
        .hasSize(1);
  }

  @Test
  void everyRowAsReceivedIsInBronzeUnderTheHashOfItsFile() {
    Dataset<Row> files =
        lake.read(LakeTable.SOURCE_FILE)
            .filter("source_kind = 'register' and encoding = 'Parquet'");
    assertThat(files.count()).isEqualTo(4);
    assertThat(files.filter("length(sha256) = 64 and origin = 'synthetic'").count()).isEqualTo(4);
    long records =
        lake.read(LakeTable.SOURCE_RECORD)
            .filter(col("source_file").like("register/%.parquet"))
            .count();
    assertThat(records).isEqualTo(number(files, "sum(records)")).isGreaterThan(60_000);
  }
}

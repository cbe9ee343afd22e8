package fi.lape.jobs.register.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Children before and after, by hand and against the episodes of the committed register. */
class ChildrenComparedTest {
  private static final YearSpan BEFORE = new YearSpan(2014, 2015);
  private static final YearSpan AFTER = new YearSpan(2018, 2019);
  private static final StructType PERIODS =
      StructType.fromDDL(
          "child_id STRING, period_start DATE, period_length STRING, municipality_code STRING,"
              + " days_at_risk INT, days_in_care INT, entries INT, open_care_support INT,"
              + " psychiatry INT, family_counselling INT, home_help INT");

  private final Lake lake = SampleLake.lake();

  private final SparkSession spark = lake.read(LakeTable.CHILD).sparkSession();

  private Dataset<Row> sample() {
    return ChildrenCompared.of(
        lake.read(LakeTable.CHILD_PERIOD),
        lake.read(LakeTable.CHILD),
        lake.read(LakeTable.MUNICIPALITY_TREATMENT),
        "family-centre",
        BEFORE,
        AFTER);
  }

  private static Row period(
      String child, int year, String municipality, int risk, int care, int entries, int open) {
    return RowFactory.create(
        child,
        Date.valueOf(year + "-01-01"),
        "year",
        municipality,
        risk,
        care,
        entries,
        open,
        0,
        0,
        0);
  }

  /** A child that lives on in one municipality, 2012 to 2019. */
  private static List<Row> life(String child, String municipality) {
    List<Row> rows = new ArrayList<>();
    for (int year = 2012; year <= 2019; year++) {
      rows.add(period(child, year, municipality, year % 4 == 0 ? 366 : 365, 0, 0, 0));
    }
    return rows;
  }

  private Dataset<Row> byHand() {
    List<Row> periods = new ArrayList<>(life("calm", "005"));
    periods.addAll(life("placed", "009"));
    periods.removeIf(
        row -> row.getString(0).equals("placed") && row.getDate(1).toString().startsWith("2018"));
    periods.add(period("placed", 2018, "009", 365, 80, 1, 0));
    periods.removeIf(
        row -> row.getString(0).equals("placed") && row.getDate(1).toString().startsWith("2013"));
    periods.add(period("placed", 2013, "009", 365, 73, 1, 2));
    // Moves in the last year before, for most of it to 009, and is away from home later.
    periods.addAll(life("moved", "005"));
    periods.removeIf(
        row -> row.getString(0).equals("moved") && row.getDate(1).toString().startsWith("2015"));
    periods.add(period("moved", 2015, "005", 165, 0, 0, 3));
    periods.add(period("moved", 2015, "009", 200, 0, 0, 0));
    // Came of age, came of a municipality that adopted too early, and one that adopted too late.
    periods.addAll(life("grown", "005"));
    periods.removeIf(
        row -> row.getString(0).equals("grown") && row.getDate(1).toString().startsWith("2019"));
    periods.add(period("grown", 2019, "005", 100, 0, 0, 0));
    periods.addAll(life("early", "010"));
    periods.addAll(life("late", "016"));
    List<Row> children = new ArrayList<>();
    for (String name : List.of("calm", "placed", "moved", "grown", "early", "late")) {
      String sex = name.equals("placed") ? "female" : "male";
      children.add(RowFactory.create(name, Date.valueOf("2006-03-01"), sex));
    }
    List<Row> treatments =
        List.of(
            RowFactory.create("005", "PKS", "family-centre", 2021),
            RowFactory.create("009", "KAI", "family-centre", 2017),
            RowFactory.create("010", "KAI", "family-centre", 2015),
            RowFactory.create("016", "KAI", "family-centre", 2019),
            RowFactory.create("005", "PKS", "other", 2017));
    return ChildrenCompared.of(
        spark.createDataFrame(periods, PERIODS),
        spark.createDataFrame(
            children, StructType.fromDDL("child_id STRING, birth_month DATE, sex STRING")),
        spark.createDataFrame(
            treatments,
            StructType.fromDDL(
                "municipality_code STRING, area_code STRING, treatment STRING, adoption_year INT")),
        "family-centre",
        BEFORE,
        AFTER);
  }

  private static Map<String, Row> rows(Dataset<Row> table) {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : table.collectAsList()) {
      rows.put(row.getString(0) + " " + row.<Integer>getAs("year"), row);
    }
    return rows;
  }

  @Test
  void childrenWithBothSpansAreThereOnceEachWithWhatHappenedToThem() {
    Map<String, Row> rows = rows(byHand());
    assertThat(rows.keySet())
        .containsExactly(
            "calm 2015", "calm 2019", "moved 2015", "moved 2019", "placed 2015", "placed 2019");
    Row calm = rows.get("calm 2019");
    assertThat(calm.isNullAt(calm.fieldIndex("adopted"))).isTrue();
    assertThat(calm.<Double>getAs("placed")).isZero();
    assertThat(calm.<Double>getAs("age")).isEqualTo(9); // on 1.1.2016
    assertThat(calm.<Double>getAs("municipality_prior_care")).isZero();
    Row placed = rows.get("placed 2019");
    assertThat(placed.<Integer>getAs("adopted")).isEqualTo(2017);
    assertThat(placed.<String>getAs("area")).isEqualTo("KAI");
    assertThat(placed.<Double>getAs("placed")).isEqualTo(1);
    assertThat(placed.<Double>getAs("care_days")).isEqualTo(40); // 80 days in two years
    assertThat(placed.<Double>getAs("female")).isEqualTo(1);
    assertThat(placed.<Double>getAs("prior_care")).isEqualTo(1);
    assertThat(placed.<Double>getAs("prior_corrective")).isEqualTo(1);
    assertThat(placed.<Double>getAs("prior_preventive")).isZero();
    // 73 of 731 days of one child in 2012 and 2013.
    assertThat(placed.<Double>getAs("municipality_prior_care"))
        .isEqualTo(1000.0 * 73 / 731, within(1e-9));
    // In 2015: 365 days of one child and 200 of another.
    assertThat(placed.<Double>getAs("municipality_children_log"))
        .isEqualTo(Math.log(565 / 365.25), within(1e-12));
    assertThat(rows.get("placed 2015").<Double>getAs("care_days")).isZero();
    assertThat(rows.get("moved 2019").<String>getAs("municipality")).isEqualTo("009");
    assertThat(rows.get("moved 2015").<Double>getAs("corrective")).isEqualTo(1);
    assertThat(rows.get("moved 2019").<Double>getAs("corrective")).isZero();
  }

  private long number(Dataset<Row> rows, String expression) {
    return rows.selectExpr("bigint(round(" + expression + "))").first().getLong(0);
  }

  /** Counted anew from episodes, day by day. */
  @Test
  void daysInCareOfTheSampleAreThoseOfItsEpisodes() {
    Dataset<Row> table = sample().cache();
    Dataset<Row> days =
        lake.read(LakeTable.PLACEMENT_EPISODE)
            .filter("decision <> 'after-care'")
            .join(table.selectExpr("child as child_id").distinct(), "child_id")
            .selectExpr(
                "child_id", "start_date as low", "coalesce(end_date, date'2021-12-31') as high")
            .filter("low < high")
            .selectExpr("child_id", "explode(sequence(low, date_sub(high, 1))) as day")
            .distinct()
            .selectExpr("year(day) as y");
    assertThat(number(table.filter("year = 2015"), "sum(care_days) * 2"))
        .isEqualTo(days.filter("y in (2014, 2015)").count())
        .isPositive();
    assertThat(number(table.filter("year = 2019"), "sum(care_days) * 2"))
        .isEqualTo(days.filter("y in (2018, 2019)").count())
        .isPositive();
    long children = table.select("child").distinct().count();
    assertThat(table.count()).isEqualTo(2 * children);
    assertThat(children).isGreaterThan(5_000);
    assertThat(table.filter("adopted is not null and adopted not in (2016, 2017, 2018)").count())
        .isZero();
    assertThat(table.filter("age < 0 or age > 14").count()).isZero();
    table.unpersist();
  }

  @Test
  void yearsAndTreatmentsThatCannotBeComparedAreRefused() {
    assertThatThrownBy(() -> YearSpan.of("--before", "2016-2014"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("CHILD_YEARS")
        .hasMessageContaining("--before");
    assertThat(YearSpan.of("--after", "2018")).isEqualTo(new YearSpan(2018, 2018));
    assertRefused("family-centre", BEFORE, new YearSpan(2015, 2016), "does not lie after");
    assertRefused("family-centre", BEFORE, new YearSpan(2018, 2018), "2 and 1 years");
    assertRefused("family-centre", BEFORE, new YearSpan(2021, 2022), "2010-2021");
    assertRefused("no-such", BEFORE, AFTER, "TREATMENT_UNKNOWN");
    assertRefused("no-such", BEFORE, AFTER, "family-centre");
  }

  private void assertRefused(String treatment, YearSpan before, YearSpan after, String words) {
    assertThatThrownBy(
            () ->
                ChildrenCompared.of(
                    lake.read(LakeTable.CHILD_PERIOD),
                    lake.read(LakeTable.CHILD),
                    lake.read(LakeTable.MUNICIPALITY_TREATMENT),
                    treatment,
                    before,
                    after))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(words);
  }
}

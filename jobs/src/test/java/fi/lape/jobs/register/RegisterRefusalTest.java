package fi.lape.jobs.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.DataFlow;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a register is refused for as a whole, and single rows of it; two children, by hand. */
class RegisterRefusalTest {
  private static final String ANNA = "a".repeat(32);
  private static final String BERT = "b".repeat(32);

  /** The example of the Digital and Population Data Services Agency. */
  private static final String CODE = "131052-308T";

  private static final Observation OBSERVATION =
      new Observation(LocalDate.of(2015, 1, 1), LocalDate.of(2019, 12, 31));

  private final SparkSession spark = TestSession.open();
  private final Caches caches = new Caches();
  private final Map<RegisterTable, String> rows = new EnumMap<>(RegisterTable.class);

  @TempDir Path folder;

  RegisterRefusalTest() {
    rows.put(
        RegisterTable.CHILD,
        "values ('%s', date'2010-05-01', 'female'), ('%s', date'2012-01-01', 'male') as t(child_id, birth_month, sex)"
            .formatted(ANNA, BERT));
    rows.put(
        RegisterTable.RESIDENCE,
        "values ('%s', '091', '2010-05-01', cast(null as string)), ('%s', '174', '2012-01-01', cast(null as string)) as t(child_id, municipality_code, start_date, end_date)"
            .formatted(ANNA, BERT));
    rows.put(
        RegisterTable.PLACEMENT_EPISODE,
        "values ('%s', '091', date'2016-01-01', date'2016-02-01', 'institution', 'emergency') as t(child_id, municipality_code, start_date, end_date, form, decision)"
            .formatted(ANNA));
    rows.put(
        RegisterTable.SERVICE_EVENT,
        "values ('%s', 'home-help', date'2016-03-01', '297', 3) as t(child_id, service, event_date, municipality_code, visits)"
            .formatted(BERT));
  }

  private RegisterIngest read() throws IOException {
    List<RegisterFile> files = new ArrayList<>();
    for (RegisterTable table : RegisterTable.values()) {
      Path place = folder.resolve(table.folder());
      if (!Files.exists(place)) {
        spark.sql("select * from " + rows.get(table)).coalesce(1).write().parquet(place.toString());
      }
      try (Stream<Path> written = Files.list(place)) {
        written
            .filter(f -> f.toString().endsWith(".parquet"))
            .forEach(
                f ->
                    files.add(
                        new RegisterFile(
                            table,
                            "register/" + table.folder() + "/" + f.getFileName(),
                            f.toString())));
      }
    }
    return RegisterIngest.read(spark, files, OBSERVATION, "synthetic", new Lookups(spark), caches);
  }

  private void replace(RegisterTable table, String from, String to) {
    assertThat(rows.get(table)).contains(from);
    rows.put(table, rows.get(table).replace(from, to));
  }

  private List<String> reasons() throws IOException {
    return read()
        .quarantine()
        .selectExpr("concat_ws(' ', table_name, field, reason_code, place)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private void assertThatItIsRefused(String start) {
    assertThatThrownBy(this::read)
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(start)
        .hasMessageEndingWith("Nothing in the lake was changed.")
        .hasMessageNotContaining(CODE)
        .hasMessageNotContaining("131052");
  }

  @Test
  void aSoundRegisterIsTakenAsItIs() throws IOException {
    assertThat(reasons()).isEmpty();
    Dataset<Row> residence = read().tables().get(LakeTable.CHILD_RESIDENCE);
    assertThat(
            residence
                .filter("child_id = '" + BERT + "'")
                .select("municipality_code")
                .first()
                .get(0))
        .as("Juankoski was merged into Kuopio in 2017")
        .isEqualTo("297");
  }

  @Test
  void anIdentityCodeInAColumnNobodyAskedFor() {
    replace(
        RegisterTable.PLACEMENT_EPISODE, "'emergency')", "'emergency', 'äidin hetu " + CODE + "')");
    replace(RegisterTable.PLACEMENT_EPISODE, "decision)", "decision, note)");
    assertThatItIsRefused("PERSONAL_ID: the file 'register/placement_episode/part-");
    assertThatThrownBy(this::read)
        .hasMessageContaining("in column 'note': 1 place, first in record 1");
  }

  @Test
  void anIdentityCodeInsideANestedColumn() {
    replace(
        RegisterTable.SERVICE_EVENT,
        ", 3)",
        ", 3, array(named_struct('who', lower('" + CODE + "'))))");
    replace(RegisterTable.SERVICE_EVENT, "visits)", "visits, more)");
    assertThatItIsRefused("PERSONAL_ID: the file 'register/service_event/part-");
  }

  @Test
  void anIdentityCodeInPlaceOfAPseudonym() {
    replace(RegisterTable.CHILD, ANNA, CODE);
    assertThatItIsRefused("PERSONAL_ID: the file 'register/child/part-");
  }

  @Test
  void anythingElseInPlaceOfAPseudonymIsMalformedAndItsRowsAreNobodys() throws IOException {
    replace(RegisterTable.CHILD, ANNA, "131052-308S");
    assertThat(reasons())
        .containsExactly(
            "register_child child_id VALUE_MALFORMED row 1",
            "register_placement_episode child_id CHILD_UNKNOWN row 1",
            "register_residence child_id CHILD_UNKNOWN row 1");
  }

  @Test
  void aTableWithoutAColumn() {
    replace(RegisterTable.PLACEMENT_EPISODE, "form, decision)", "form, ground)");
    assertThatItIsRefused("REGISTER_COLUMNS: the file 'register/placement_episode/part-");
  }

  @Test
  void aFileThatIsNoParquet() throws IOException {
    Path place = Files.createDirectories(folder.resolve("child"));
    Files.writeString(place.resolve("part-0.parquet"), "child_id;sex");
    assertThatItIsRefused("FILE_NOT_READABLE: the file 'register/child/part-0.parquet'");
  }

  @Test
  void moreBadRowsThanTolerated() throws IOException {
    replace(RegisterTable.PLACEMENT_EPISODE, "date'2016-02-01'", "date'2015-02-01'");
    RegisterIngest ingest = read();
    assertThatThrownBy(() -> ingest.check(new DataFlow("run", "ingest")))
        .hasMessageStartingWith(
            "QUARANTINE_TOO_LARGE: 1 of 1 rows of 'register_placement_episode' (100.0 %) failed"
                + " their checks, most of them END_BEFORE_START");
  }

  @Test
  void aDateAsTextIsReadAndABadOneIsToldByItsPlace() throws IOException {
    replace(RegisterTable.RESIDENCE, "'2012-01-01', cast", "'1.1.2012', cast");
    assertThat(reasons()).containsExactly("register_residence start_date VALUE_NOT_A_DATE row 2");
  }

  /** Bert lives in Juankoski, which is a part of Kuopio; Tampere is elsewhere. */
  @Test
  void ofTwoMunicipalitiesAtOnceTheOneThatWasThereFirstIsUsed() throws IOException {
    String more = "('%s', '%s', '%s', %s)";
    replace(
        RegisterTable.RESIDENCE,
        ") as t",
        "), %s, %s, %s as t"
            .formatted(
                more.formatted(BERT, "297", "2013-01-01", "'2014-01-01'"),
                more.formatted(BERT, "837", "2013-06-01", "'2013-07-01'"),
                more.formatted(ANNA, "998", "2013-06-01", "null")));
    assertThat(reasons())
        .containsExactly(
            "register_residence municipality_code MUNICIPALITY_UNKNOWN row 5",
            "register_residence municipality_code TWO_MUNICIPALITIES row 4");
  }

  @Test
  void aDescriptionWithoutItsDays() {
    for (String document :
        List.of(
            "{}",
            "{\"observed_from\": \"2010-01-01\"}",
            "{\"observed_from\": \"2010\", \"data_date\": \"2021-12-31\"}",
            "{\"observed_from\": \"2022-01-01\", \"data_date\": \"2021-12-31\"}")) {
      assertThatThrownBy(() -> Observation.parse("register/register.json", document))
          .as(document)
          .isInstanceOf(JobException.class)
          .hasMessageStartingWith("REGISTER_DESCRIPTION: 'register/register.json' does not say");
    }
  }
}

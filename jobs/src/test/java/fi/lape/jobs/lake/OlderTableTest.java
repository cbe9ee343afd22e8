package fi.lape.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.testing.TestSession;
import fi.lape.schemas.DeltaTables;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.regex.Matcher;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes as an older version made them: with fewer codes, with fewer or other columns. */
class OlderTableTest {
  private static final String STAGES = "`stage` IN \\([^)]*\\)";

  @TempDir Path folder;
  private final SparkSession spark = TestSession.open();

  private Lake lake() {
    return Lake.at(spark, folder.toString());
  }

  /** The table as it is made today with a piece of its definition as it was. */
  private void made(LakeTable table, String piece, String before) {
    String today = DeltaTables.createTable(table.contract(), lake().path(table));
    String then = today.replaceFirst(piece, Matcher.quoteReplacement(before));
    assertThat(then).as("the table as it was").isNotEqualTo(today);
    spark.sql(then);
  }

  private void append(String stage) {
    Timestamp time = Timestamp.valueOf("2026-01-01 00:00:00");
    Row row =
        RowFactory.create(
            "r", stage, time, time, "0".repeat(64), "1", "4", "local", 1L, "{}", "synthetic");
    lake()
        .append(
            LakeTable.RUN,
            spark.createDataFrame(List.of(row), LakeTable.RUN.contract().structType()));
  }

  private List<Object> prices(double value) {
    lake()
        .overwrite(
            LakeTable.PRICE_INDEX,
            spark.createDataFrame(
                List.of(RowFactory.create("121", 2010, 2018, value)),
                LakeTable.PRICE_INDEX.contract().structType()));
    Row row = lake().read(LakeTable.PRICE_INDEX).first();
    return List.of(row.getAs("index_code"), row.getAs("value"));
  }

  @Test
  void aNewCodeIsTakenByATableThatKnewFewer() {
    made(LakeTable.RUN, STAGES, "`stage` IN (\\'ingest\\', \\'panel\\')");
    append("panel");
    append("robustness");
    assertThat(lake().read(LakeTable.RUN).count()).isEqualTo(2);
    assertThatThrownBy(() -> append("guessing")).hasMessageStartingWith("CONTRACT_VIOLATED: ");
    long version = version();
    append("robustness");
    assertThat(version()).as("nothing is altered twice").isEqualTo(version + 1);
  }

  private long version() {
    return spark.sql("DESCRIBE HISTORY delta.`%s`".formatted(lake().path(LakeTable.RUN))).count();
  }

  @Test
  void rowsThatBreakACheckOfTodayAreRefusedAndNotQuoted() {
    made(LakeTable.RUN, STAGES, "`stage` IN (\\'ingest\\', \\'secret-stage\\')");
    spark.sql(
        "INSERT INTO delta.`%s` VALUES ('r', 'secret-stage', now(), now(), '%s', '1', '4', 'local', 1, '{}', 'synthetic')"
            .formatted(lake().path(LakeTable.RUN), "0".repeat(64)));
    assertThatThrownBy(() -> append("panel"))
        .hasMessageStartingWith(
            "LAKE_OLDER: the table 'run' of the lake '%s' was made by an older version of the program: rows of it break a check"
                .formatted(folder))
        .hasMessageContaining("on a new --lake")
        .message()
        .doesNotContain("secret");
    assertThat(lake().read(LakeTable.RUN).count()).isEqualTo(1);
  }

  @Test
  void aColumnThatMustNotBeEmptyCannotBeAdded() {
    made(LakeTable.RUN, "(?m)^  `master` .*\n", "");
    assertThatThrownBy(() -> append("panel"))
        .hasMessageStartingWith("LAKE_OLDER: ")
        .hasMessageContaining("it has other columns than now: master");
    assertThatThrownBy(() -> lake().read(LakeTable.RUN))
        .hasMessageStartingWith("LAKE_OLDER: ")
        .hasMessageContaining("it has no column master");
  }

  @Test
  void aTableThatIsReplacedIsMadeAnewWhateverItWas() {
    made(LakeTable.PRICE_INDEX, "(?m)^  `base_year` .*\n", "");
    assertThat(prices(112.5)).isEqualTo(List.of("121", 112.5));
    assertThatThrownBy(() -> prices(-1)).hasMessageStartingWith("CONTRACT_VIOLATED: ");
  }

  @Test
  void aColumnThatMayBeEmptyIsReadAsEmptyAndAddedWhenRowsAre() {
    LakeTable table = LakeTable.QUARANTINE;
    String optional =
        List.of(table.contract().structType().fields()).stream()
            .filter(field -> field.nullable())
            .findFirst()
            .orElseThrow()
            .name();
    made(table, "(?m)^  `%s` .*\n".formatted(optional), "");
    assertThat(lake().read(table).columns()).contains(optional);
    lake().append(table, spark.createDataFrame(List.<Row>of(), table.contract().structType()));
    assertThat(spark.read().format("delta").load(lake().path(table)).columns()).contains(optional);
  }
}

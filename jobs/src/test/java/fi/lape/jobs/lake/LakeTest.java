package fi.lape.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.testing.TestSession;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
  @TempDir Path folder;
  private final SparkSession spark = TestSession.open();

  private Lake lake() {
    return Lake.at(spark, folder.toString());
  }

  private Dataset<Row> prices(double value) {
    return spark.createDataFrame(
        List.of(RowFactory.create("121", 2010, 2018, value)),
        LakeTable.PRICE_INDEX.contract().structType());
  }

  @Test
  void aTableCarriesItsContractForWhoeverOpensItWithoutUs() {
    lake().overwrite(LakeTable.PRICE_INDEX, prices(112.5));
    String path = lake().path(LakeTable.PRICE_INDEX);
    assertThat(spark.read().format("delta").load(path).schema().apply("value").getComment().get())
        .isNotBlank();
    assertThat(spark.sql("SHOW TBLPROPERTIES delta.`" + path + "`").collectAsList())
        .anyMatch(
            row ->
                row.getString(0).equals("lape.contract")
                    && row.getString(1).endsWith("price_index"));
  }

  @Test
  void aRowThatBreaksItsContractLeavesTheTableAsItWasAndIsNotQuoted() {
    lake().overwrite(LakeTable.PRICE_INDEX, prices(112.5));
    assertThatThrownBy(() -> lake().overwrite(LakeTable.PRICE_INDEX, prices(-987.25)))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(
            "CONTRACT_VIOLATED: a row for table 'price_index' breaks its contract")
        .message()
        .doesNotContain("987");
    assertThat(lake().read(LakeTable.PRICE_INDEX).first().<Double>getAs("value")).isEqualTo(112.5);
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> lake().overwrite(LakeTable.PRICE_INDEX, prices(1).drop("index_code")))
        .hasMessageContaining("table 'price_index' was given columns [base_year, year, value]");
  }

  @Test
  void aTableThatNoStageHasWrittenIsNamedWithTheStagesToRun() {
    assertThatThrownBy(() -> lake().read(LakeTable.EFFECT_ESTIMATE))
        .hasMessageStartingWith(
            "TABLE_MISSING: the lake '" + folder + "' has no table 'effect_estimate'");
  }

  @Test
  void aRelativeFolderIsTakenFromWhereTheProgramRuns() {
    String relative = Path.of("").toAbsolutePath().relativize(folder.resolve("a")).toString();
    Lake lake = Lake.at(spark, relative);
    lake.overwrite(LakeTable.PRICE_INDEX, prices(100));
    assertThat(folder.resolve("a/silver/price_index/_delta_log")).isDirectory();
    assertThat(lake.read(LakeTable.PRICE_INDEX).count()).isEqualTo(1);
  }
}

package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.attack.ReadRelease;
import fi.lape.jobs.release.attack.ReleasedFilesAttack;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;

/** What a release must not tell, seen by a reader that knows nothing of how it was made. */
class ReleasedDisclosureTest {
  private static final int MIN_COUNT = 5;

  /** With municipal shares, area totals of both counts leave few whole-number solutions. */
  @Test
  void sharesOfACountAreReleasedForAreasOnly() throws SQLException {
    String share = "outcome = 'institution-share'";
    assertThat(MadeUpRelease.count("municipality_year", share)).isZero();
    assertThat(MadeUpRelease.count("project_year", share)).isPositive();
  }

  /** With all digits, rate × children is a whole number of tenths and can be searched for. */
  @Test
  void areaMeansOfRatesAreNoFinerThanTheRates() throws SQLException {
    String rates = "outcome = 'family-counselling' AND value IS NOT NULL";
    assertThat(MadeUpRelease.count("project_year", rates)).isPositive();
    assertThat(
            MadeUpRelease.count(
                "project_year", rates + " AND abs(10 * value - round(10 * value)) > 1e-9"))
        .isZero();
  }

  @Test
  void anIndependentReaderFindsNoValueWhereOneIsHidden() throws SQLException {
    assertThat(
            MadeUpRelease.count(
                "municipality_year", "conf_status = 'C' AND obs_status = 'PUBLISHED'"))
        .isPositive();
    assertThat(MadeUpRelease.count("municipality_year", "conf_status = 'D'")).isPositive();
    assertThat(MadeUpRelease.count("municipality_year", "conf_status <> 'F' AND value IS NOT NULL"))
        .isZero();
    assertThat(
            MadeUpRelease.count("municipality_year", "conf_status = 'D' AND count_low IS NOT NULL"))
        .isZero();
    assertThat(
            MadeUpRelease.count(
                "municipality_year",
                "conf_status = 'F' AND value IS NOT NULL AND count_high < " + MIN_COUNT))
        .isZero();
    assertThat(MadeUpRelease.count("project_year", "conf_status <> 'F' AND count_low IS NOT NULL"))
        .isZero();
  }

  @Test
  void noSmallRateIsShownWithItsChildren() throws IOException {
    ReleaseTable table = MadeUpRelease.read("municipality_year");
    for (TableRow row :
        table.rows(r -> r.text("outcome").equals("child-psychiatry") && !r.isEmpty("value"))) {
      assertThat(row.number("value") * row.number("children_0_17") / 1000)
          .isGreaterThan(MIN_COUNT - 1e-6);
    }
  }

  @Test
  void columnStatisticsHoldNoHiddenCount() throws IOException {
    ReleaseTable table = MadeUpRelease.read("municipality_year");
    double least =
        table.rows(r -> !r.isEmpty("value")).stream()
            .mapToDouble(r -> r.number("value"))
            .min()
            .orElseThrow();
    try (ParquetFileReader file =
        ParquetFileReader.open(
            new LocalInputFile(MadeUpRelease.parquet("municipality_year")),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      double found = Double.POSITIVE_INFINITY;
      for (BlockMetaData block : file.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : block.getColumns()) {
          if (column.getPath().toDotString().equals("value")) {
            found =
                Math.min(found, ((Number) column.getStatistics().genericGetMin()).doubleValue());
          }
        }
      }
      assertThat(found).isEqualTo(least);
      assertThat(file.getFooter().getFileMetaData().getKeyValueMetaData())
          .containsEntry("lape.column.value.fi", "Arvo")
          .containsEntry("lape.plan_sha256", MadeUpRelease.plan().sha256())
          .containsEntry("lape.data_origin", "SYNTHETIC");
    }
  }

  @Test
  void aHiddenCellPutBackByHandIsNoticed() throws IOException {
    ReleaseTable municipalities = MadeUpRelease.read("municipality_year");
    ReleaseTable areas = MadeUpRelease.read("project_year");
    ReleasedFilesAttack attack =
        new ReleasedFilesAttack(
            MIN_COUNT, MadeUpRelease.plan().outcomes().stream().map(OutcomeRule::of).toList());
    attack.check(read(municipalities), List.of(), List.of());
    TableRow partner =
        municipalities.rows(r -> r.text("outcome").equals("child-psychiatry")).stream()
            .filter(r -> r.text("conf_status").equals("D"))
            .findFirst()
            .orElseThrow();
    List<TableRow> within = municipalities.rows(r -> isAreaOf(r, partner));
    double children = within.stream().mapToDouble(r -> r.number("children_0_17")).sum();
    double rest =
        areas.rows(r -> isAreaOf(r, partner)).get(0).number("value") * children
            - within.stream()
                .filter(r -> r.text("conf_status").equals("F"))
                .mapToDouble(r -> r.number("value") * r.number("children_0_17"))
                .sum();
    ReleaseTable tampered =
        municipalities.map(
            row ->
                row == partner
                    ? row.with("conf_status", Optional.of("F"))
                        .with("value", Optional.of(rest / row.number("children_0_17")))
                    : row);
    assertThatThrownBy(() -> attack.check(read(tampered), List.of(), List.of()))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("DISCLOSURE_FAILED: ")
        .satisfies(e -> assertThat(((JobException) e).exitCode()).isEqualTo(ExitCode.DISCLOSURE));
  }

  private static ReadRelease read(ReleaseTable municipalities) throws IOException {
    Map<String, ReleaseTable> tables = new HashMap<>(ReadRelease.tables(MadeUpRelease.first()));
    tables.put(municipalities.name(), municipalities);
    return new ReadRelease("this", MIN_COUNT, tables);
  }

  private static boolean isAreaOf(TableRow row, TableRow municipality) {
    return row.text("area_code").equals(municipality.text("area_code"))
        && row.text("outcome").equals(municipality.text("outcome"))
        && row.whole("year") == municipality.whole("year");
  }
}

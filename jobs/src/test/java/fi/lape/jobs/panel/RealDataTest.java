package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.ingest.IngestStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Published figures (THL, Sotkanet, CC BY 4.0) with the synthetic reports of the sample. */
@EnabledIfEnvironmentVariable(
    named = "LAPE_REAL_DATA",
    matches = ".+",
    disabledReason = "LAPE_REAL_DATA names no folder with the published figures")
class RealDataTest {
  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void ingestRealOutcomesWithSyntheticReports() {
    lake =
        StageRuns.run(
            folder.resolve("lake"),
            "real",
            new IngestStage(List.of(Samples.sources().toString(), System.getenv("LAPE_REAL_DATA"))),
            new PanelStage());
  }

  @Test
  void theWholeCountryOf2017IsAsPublished() {
    Row country = placed().filter("region_category = 'MAA' and year = 2017").first();
    assertThat(country.<Long>getAs("count")).isEqualTo(16_994);
    assertThat(country.<Double>getAs("value")).isEqualTo(1.6);
  }

  @Test
  void hiddenMunicipalitiesOf2018AreCountedAndNoneIsZero() {
    Dataset<Row> municipal = placed().filter("region_category = 'KUNTA' and year = 2018");
    assertThat(municipal.count()).isEqualTo(309);
    Dataset<Row> hidden = municipal.filter("obs_status = 'SUPPRESSED'");
    assertThat(hidden.count()).isEqualTo(62);
    assertThat(hidden.filter("count_low = 0 and count_high = 4 and count is null").count())
        .isEqualTo(62);
    assertThat(municipal.filter("count < 5").count()).isZero();
  }

  @Test
  void regionsFollowTheDivisionOf2022() {
    List<Row> findings =
        lake.read(LakeTable.DATA_FLOW)
            .filter("reason_code = 'BACK_CAST_REGIONS'")
            .select("detail")
            .collectAsList();
    assertThat(findings).hasSize(1);
    // 19 regions × 17 years
    assertThat(findings.get(0).getString(0))
        .startsWith(
            "323 of 323 region-years equal the sum of their municipalities in the division of 2022, ");
  }

  @Test
  void theCapitalAreaIsMadeOfItsFourMunicipalities() {
    Map<String, Long> counts = new TreeMap<>();
    lake.read(LakeTable.MUNICIPALITY_YEAR)
        .filter("area_code = 'PKS' and year = 2017 and outcome = 'placed-share'")
        .collectAsList()
        .forEach(r -> counts.put(r.getAs("municipality_code"), r.getAs("count_low")));
    assertThat(counts).isEqualTo(Map.of("091", 2140L, "049", 839L, "092", 979L, "235", 10L));
    Row area =
        lake.read(LakeTable.PROJECT_YEAR)
            .filter("area_code = 'PKS' and year = 2017 and outcome = 'placed-share'")
            .first();
    assertThat(area.<Long>getAs("count_low")).isEqualTo(2140 + 839 + 979 + 10);
    assertThat(area.<Long>getAs("children_0_17")).isEqualTo(107_349 + 63_669 + 46_834 + 2_164);
  }

  @Test
  void theCountryLiesWithinTheSumOfAreasAndAland() {
    Row areas =
        lake.read(LakeTable.PROJECT_YEAR)
            .filter("outcome = 'placed-share' and year = 2017")
            .agg(sum("count_low"), sum("count_high"))
            .first();
    // 57 children of Åland were placed in 2017.
    assertThat(16_994L - 57).isBetween(areas.getLong(0), areas.getLong(1));
  }

  @Test
  void realOutcomesJoinedWithSyntheticReportsSayWhatTheyAre() {
    assertThat(origins(LakeTable.MUNICIPALITY_YEAR, "outcome = 'placed-share'"))
        .containsExactly("real");
    assertThat(origins(LakeTable.MUNICIPALITY_YEAR, "outcome = 'care-cost-per-child'"))
        .containsExactly("mixed");
    assertThat(origins(LakeTable.MUNICIPALITY_TREATMENT, "true")).containsExactly("synthetic");
    assertThat(origins(LakeTable.AREA_DOSE, "treatment = 'grant-per-child'"))
        .containsExactly("mixed");
    assertThat(
            lake.read(LakeTable.DATA_FLOW)
                .filter("detail = 'outcome new-placements has no values in the sources'")
                .count())
        .isEqualTo(1);
  }

  private static Dataset<Row> placed() {
    return lake.read(LakeTable.INDICATOR_VALUE)
        .filter(col("indicator_id").equalTo(191).and(col("gender").equalTo("total")));
  }

  private static List<String> origins(LakeTable table, String filter) {
    return lake.read(table).filter(filter).select("origin").distinct().collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}

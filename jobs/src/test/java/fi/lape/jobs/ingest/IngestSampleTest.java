package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class IngestSampleTest {
  private final Lake lake = SampleLake.lake();

  @Test
  void everyPlantedFaultShowsUpWithItsReason() throws IOException {
    List<String> quarantined =
        strings(
            lake.read(LakeTable.QUARANTINE).selectExpr("concat_ws(' ', source_file, reason_code)"));
    List<String> findings =
        strings(
            lake.read(LakeTable.DATA_FLOW)
                .filter(col("step").equalTo("finding"))
                .selectExpr("concat_ws(' ', reason_code, area_code)"));
    int seen = 0;
    for (JsonNode fault : new ObjectMapper().readTree(Samples.faults().toFile()).path("faults")) {
      String file = fault.path("file").asText();
      String reason = fault.path("reason_code").asText();
      String handling = fault.path("handling").asText();
      if (handling.startsWith("quarantine")) {
        assertThat(quarantined).as(fault.toString()).contains(file + " " + reason);
        seen++;
      } else if (handling.equals("finding")) {
        String area = file.startsWith("projects/") ? " " + file.split("/", -1)[1] : "";
        assertThat(findings).as(fault.toString()).contains(reason + area);
        seen++;
      }
    }
    assertThat(seen).isEqualTo(8);
  }

  @Test
  void symbolsInPlaceOfNumbersKeepTheirMeaning() {
    Dataset<Row> cost = lake.read(LakeTable.COST);
    Row nil =
        cost.filter("municipality_code = '766' and year = 2016")
            .filter("service = 'institution-and-family-care'")
            .selectExpr("cost_eur_1000", "obs_status", "symbol")
            .first();
    assertThat(List.of(nil.get(0), nil.get(1), nil.get(2)))
        .isEqualTo(List.of(0.0, "PUBLISHED", "-"));
    Row notAvailable =
        cost.filter("municipality_code = '889' and year = 2012")
            .filter("service = 'other-child-family-services'")
            .selectExpr("cost_eur_1000 is null", "obs_status", "symbol")
            .first();
    assertThat(List.of(notAvailable.get(0), notAvailable.get(1), notAvailable.get(2)))
        .isEqualTo(List.of(true, "MISSING", ".."));
  }

  @Test
  void aRefusedCellIsMissingAndNotTakenForAHiddenOne() {
    Row cell =
        lake.read(LakeTable.INDICATOR_VALUE)
            .filter("indicator_id = 1245 and region_category = 'KUNTA' and region_code = '290'")
            .filter("year = 2013 and gender = 'total'")
            .selectExpr("obs_status", "count_low is null", "count_high is null")
            .first();
    assertThat(List.of(cell.get(0), cell.get(1), cell.get(2)))
        .isEqualTo(List.of("MISSING", true, true));
  }

  @Test
  void everyMunicipalityHasACellInEveryYearThatTheIndicatorHas() {
    Dataset<Row> holes =
        lake.read(LakeTable.INDICATOR_VALUE)
            .filter("region_category = 'KUNTA'")
            .groupBy("indicator_id", "year", "gender")
            .count()
            .filter("count <> 309");
    assertThat(strings(holes.selectExpr("cast(indicator_id as string)"))).isEmpty();
  }

  @Test
  void backCastRegionsAreRecognised() {
    List<String> details =
        strings(
            lake.read(LakeTable.DATA_FLOW)
                .filter(col("reason_code").equalTo("BACK_CAST_REGIONS"))
                .select("detail"));
    // 9 of 19 regions gained or lost a municipality in 2021: 19 × 12 years, 10 × 12 unchanged.
    assertThat(details)
        .containsExactly(
            "228 of 228 region-years equal the sum of their municipalities in the division of 2022, 120 in that of 2018");
  }

  static List<String> strings(Dataset<Row> rows) {
    List<String> texts = new ArrayList<>();
    rows.collectAsList().forEach(row -> texts.add(row.getString(0)));
    return texts;
  }
}

package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.PlanNotes;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class PanelSampleTest {
  private final Lake lake = SampleLake.lake();

  @Test
  void thePanelIsBalanced() {
    // 293 units × 12 years × 7 outcomes
    assertThat(lake.read(LakeTable.MUNICIPALITY_YEAR).count()).isEqualTo(293L * 12 * 7);
    assertThat(lake.read(LakeTable.PROJECT_YEAR).count()).isEqualTo(19L * 12 * 7);
    assertThat(lake.read(LakeTable.MUNICIPALITY_TREATMENT).count()).isEqualTo(293L * 2);
    // 19 areas × two doses and two treatments made of packages
    assertThat(lake.read(LakeTable.AREA_DOSE).count()).isEqualTo(19L * 4);
  }

  @Test
  void cohortsAreThoseThatWerePlanted() throws IOException {
    Map<Integer, Long> planted = new TreeMap<>();
    for (JsonNode effect : new ObjectMapper().readTree(Samples.truth().toFile()).path("effects")) {
      if (effect.path("treatment").asText().equals("family-centre")
          && effect.path("outcome").asText().equals("new-placements")) {
        for (JsonNode cell : effect.path("att_group_time")) {
          planted.put(cell.path("cohort").asInt(), cell.path("municipalities").asLong());
        }
      }
    }
    Map<Integer, Long> found = new TreeMap<>();
    for (Row row :
        lake.read(LakeTable.MUNICIPALITY_TREATMENT)
            .filter("treatment = 'family-centre' and adoption_year is not null")
            .groupBy("adoption_year")
            .count()
            .collectAsList()) {
      found.put(row.getInt(0), row.getLong(1));
    }
    assertThat(found).isNotEmpty().isEqualTo(planted);
  }

  @Test
  void theWholeCountryLiesWithinTheSumOfAreasAndAland() {
    for (int year = 2010; year <= 2021; year++) {
      Row areas =
          lake.read(LakeTable.PROJECT_YEAR)
              .filter("outcome = 'placed-share'")
              .filter(col("year").equalTo(year))
              .agg(sum("count_low"), sum("count_high"))
              .first();
      Row aland =
          lake.read(LakeTable.INDICATOR_VALUE)
              .filter("indicator_id = 191 and region_category = 'MAAKUNTA' and region_code = '21'")
              .filter(col("year").equalTo(year).and(col("gender").equalTo("total")))
              .select("count")
              .first();
      long country =
          lake.read(LakeTable.INDICATOR_VALUE)
              .filter("indicator_id = 191 and region_category = 'MAA'")
              .filter(col("year").equalTo(year).and(col("gender").equalTo("total")))
              .select("count")
              .first()
              .getLong(0);
      assertThat(country - aland.getLong(0)).isBetween(areas.getLong(0), areas.getLong(1));
    }
  }

  @Test
  void keysOfThePlanThatDecideNothingAreFindings() {
    assertThat(
            lake.read(LakeTable.DATA_FLOW)
                .filter("reason_code = 'PLAN_KEY_NOT_USED' and step = 'finding'")
                .select("detail")
                .collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrderElementsOf(PlanNotes.of(StageRuns.plan()).notUsed())
        .contains("costs.unit_costs");
  }

  @Test
  void dosesTimesChildrenGiveTheGrantsBack() {
    double total =
        lake.read(LakeTable.AREA_DOSE)
            .filter("treatment = 'grant-per-child'")
            .join(
                lake.read(LakeTable.PROJECT_YEAR)
                    .filter("year = 2016 and outcome = 'placed-share'")
                    .select("area_code", "children_0_17"),
                "area_code")
            .selectExpr("sum(dose * children_0_17)")
            .first()
            .getDouble(0);
    // 19.0 million euros were granted (Ministry of Social Affairs and Health 251/2016).
    assertThat(total).isCloseTo(19_000_000, within(0.01));
  }
}

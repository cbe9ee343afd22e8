package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled plan on the panel of the sample, which was never evaluated. */
class PowerStageTest {
  @TempDir static Path folder;
  private static final PowerStage STAGE = new PowerStage();

  @BeforeAll
  static void ask() {
    StageRuns.run(Samples.copy(SampleLake.path(), folder.resolve("lake")), "power", STAGE);
  }

  private static List<Row> rows(String analysis, String quantity) {
    return STAGE.rows().stream()
        .filter(r -> r.getAs("analysis").equals(analysis) && r.getAs("quantity").equals(quantity))
        .toList();
  }

  @Test
  void adoptersAreThoseThatWerePlanted() throws IOException {
    Map<String, Double> planted = new TreeMap<>();
    JsonNode truth = new ObjectMapper().readTree(Samples.truth().toFile());
    for (JsonNode one : truth.path("adoption")) {
      if (one.path("component").asText().equals("family-centre")) {
        planted.merge("cohort " + one.path("adoption_year").asInt(), 1.0, Double::sum);
      }
    }
    Map<String, Double> found = new TreeMap<>();
    for (Row row : rows("E2-new-placements", "adopters")) {
      if (row.<String>getAs("subject").startsWith("cohort ")) {
        found.put(row.getAs("subject"), row.getAs("value"));
      }
    }
    // a municipality without a value in every year is in no cohort
    assertThat(found.keySet()).isEqualTo(planted.keySet());
    found.forEach(
        (cohort, n) -> assertThat(n).isBetween(planted.get(cohort) - 3, planted.get(cohort)));
  }

  @Test
  void everyEffectHasASmallestOneAndAnExpectedInference() {
    for (String analysis : List.of("E2-new-placements", "E1-grant-dose", "E1-component-reach")) {
      assertThat(rows(analysis, "mde80")).isNotEmpty();
      assertThat(rows(analysis, "mde80")).allMatch(r -> r.<Double>getAs("value") > 0);
      assertThat(rows(analysis, "expected-inference"))
          .allMatch(r -> r.getAs("detail").equals("wild-cluster"));
    }
    assertThat(rows("E1-grant-dose", "largest-leverage")).isNotEmpty();
  }

  @Test
  void nothingIsWrittenOrEstimated() {
    assertThat(StageRuns.context(folder.resolve("lake"), "x").lake().has(LakeTable.POWER))
        .isFalse();
  }
}

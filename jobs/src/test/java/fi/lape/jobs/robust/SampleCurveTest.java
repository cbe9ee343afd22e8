package fi.lape.jobs.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.cli.Lape;
import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.ProjectArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The curve of the bundled sample, whose effects were planted, against what others say of it. */
class SampleCurveTest {
  @TempDir static Path folder;
  private static Lake lake;
  private static Lake again;

  @BeforeAll
  static void runTwice() {
    Path first = Samples.copy(SampleLake.path(), folder.resolve("first"));
    lake = StageRuns.run(first, "one", new EvaluateStage(), new RobustnessStage());
    // The same panel in other files: another partitioning, another order of rows.
    Path other = Samples.copy(first, folder.resolve("again"));
    again = StageRuns.run(other, "two");
    for (LakeTable table : List.of(LakeTable.MUNICIPALITY_YEAR, LakeTable.MUNICIPALITY_TREATMENT)) {
      again.overwrite(table, lake.read(table).repartition(5));
    }
    StageRuns.run(other, "two", new RobustnessStage());
  }

  @Test
  void leavingOutAnAreaGivesTheInfluenceTableThatTheEvaluationWrote() {
    List<Row> influence =
        lake.read(LakeTable.INFLUENCE).where("estimate_without is not null").collectAsList();
    assertThat(influence).hasSizeGreaterThanOrEqualTo(19 * 9);
    Map<String, Row> runs = new TreeMap<>();
    for (Row row : lake.read(LakeTable.SPECIFICATION).where("dimension = 'area'").collectAsList()) {
      runs.put(row.getAs("analysis") + "/" + row.getAs("outcome") + row.getAs("choice"), row);
    }
    for (Row row : influence) {
      String estimand = row.getAs("estimand");
      String outcome = estimand.substring(estimand.indexOf(':') + 1);
      double without = row.<Double>getAs("estimate_without");
      Row run = runs.get(row.getAs("analysis") + "/" + outcome + row.getAs("area_code"));
      // Sums of 293 municipalities in another order.
      assertThat(run.<Double>getAs("estimate"))
          .isCloseTo(without, within(1e-10 * Math.max(1, Math.abs(without))));
    }
  }

  @Test
  void everyRunKnownBeforeIsARow() {
    List<String> areas =
        CodeLists.standard().areas().stream().map(ProjectArea::code).sorted().toList();
    assertThat(lake.read(LakeTable.SPECIFICATION).count())
        .isEqualTo(RobustnessStage.runs(StageRuns.plan(), areas).size());
  }

  /**
   * Nothing was planted before adoption, so a placebo's interval should hold zero. One of 20 does
   * not by chance, and the placebos of an outcome share their data: of the 42 runs that ask about
   * adoption at most three may miss, and of the six of the headline none.
   */
  @Test
  void placeboYearsAreNearZero() {
    List<Row> placebos =
        lake.read(LakeTable.SPECIFICATION)
            .where("dimension = 'placebo-year' and method = 'group-time-att'")
            .where("estimate is not null")
            .collectAsList();
    assertThat(placebos).hasSizeGreaterThanOrEqualTo(40);
    List<String> missed = new ArrayList<>();
    for (Row row : placebos) {
      if (row.<Double>getAs("ci_low") > 0 || row.<Double>getAs("ci_high") < 0) {
        missed.add(row.getAs("analysis") + " " + row.getAs("specification"));
      }
    }
    assertThat(missed)
        .hasSizeLessThanOrEqualTo(3)
        .noneMatch(run -> run.startsWith("E2-new-placements"));
    for (Row row : placebos) {
      if (row.getAs("analysis").equals("E2-new-placements")) {
        assertThat(Math.abs(row.<Double>getAs("estimate"))).isLessThan(0.512 / 2);
      }
    }
  }

  @Test
  void thePlantedEffectKeepsItsSignInEveryRun() {
    assertThat(
            lake.read(LakeTable.SPECIFICATION)
                .where("analysis = 'E2-new-placements' and comparable and estimate >= 0")
                .count())
        .isZero();
    Row flips =
        lake.read(LakeTable.DIAGNOSTIC)
            .where("analysis = 'E2-new-placements' and diagnostic = 'specification-sign-flips'")
            .first();
    assertThat(flips.<Double>getAs("value")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "anticipation-1, group-time-att, anticipation=1",
    "controls-never-treated, group-time-att, controls=never-treated",
    "method-imputation, imputation, ''",
    "method-sun-abraham, sun-abraham, ''",
  })
  void aRunIsWhatTheEstimateCommandAnswersWithTheSameSettings(
      String run, String method, String setting) throws IOException {
    Path json = folder.resolve(run + ".json");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "estimate",
                "--panel",
                panel().toString(),
                "--unit",
                "municipality_code",
                "--period",
                "year",
                "--outcome",
                "value",
                "--adoption",
                "adoption_year",
                "--cluster",
                "area_code",
                "--weight",
                "weight",
                "--method",
                method,
                "--quiet",
                "--out",
                json.toString()));
    if (!setting.isEmpty()) {
      arguments.addAll(List.of("--set", setting));
    }
    assertThat(Lape.execute(arguments.toArray(String[]::new))).isZero();
    assertThat(estimate(run)).isCloseTo(simple(json), within(1e-10));
  }

  /** New placements of the municipalities that have them in every year, as anybody's panel. */
  private static Path panel() {
    Path file = folder.resolve("panel");
    if (!Files.exists(file)) {
      Dataset<Row> years =
          lake.read(LakeTable.MUNICIPALITY_YEAR)
              .where("outcome = 'new-placements' and value is not null and area_code is not null");
      Dataset<Row> complete =
          years
              .groupBy("municipality_code")
              .count()
              .where("count = %d".formatted(years.select("year").distinct().count()));
      years
          .join(complete.select("municipality_code"), "municipality_code")
          .join(
              lake.read(LakeTable.MUNICIPALITY_TREATMENT)
                  .where("treatment = 'family-centre'")
                  .select("municipality_code", "adoption_year"),
              "municipality_code")
          .select("municipality_code", "area_code", "year", "value", "weight", "adoption_year")
          .coalesce(1)
          .write()
          .parquet(file.toString());
    }
    return file;
  }

  private static double simple(Path json) throws IOException {
    for (JsonNode row : new ObjectMapper().readTree(json.toFile())) {
      if (row.get("estimand").asText().equals("att-simple")) {
        return row.get("estimate").asDouble();
      }
    }
    throw new AssertionError("no att-simple in " + json);
  }

  private static double estimate(String run) {
    return lake.read(LakeTable.SPECIFICATION)
        .where("analysis = 'E2-new-placements' and specification = '%s'".formatted(run))
        .first()
        .<Double>getAs("estimate");
  }

  @Test
  void anotherPartitioningGivesTheSameRows() {
    for (LakeTable table : List.of(LakeTable.SPECIFICATION, LakeTable.DIAGNOSTIC)) {
      assertThat(again.read(table).collectAsList())
          .as(table.name())
          .isEqualTo(lake.read(table).collectAsList())
          .isNotEmpty();
    }
  }
}

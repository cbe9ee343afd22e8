package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packages and areas one by one on the committed sample. Family centres lower new placements
 * everywhere alike (planted: −0.512 per 1 000 over all adopters and years); packages do nothing,
 * and all areas chose the family centre model.
 */
class AreasOfTheSampleTest {
  private static final double PLANTED = -0.511868; // truth.json, att_all_cells

  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void evaluate() {
    Path copy = Samples.copy(SampleLake.path(), folder.resolve("lake"));
    lake = StageRuns.run(copy, "one", new EvaluateStage());
  }

  private static List<Row> estimates(String where) {
    return lake.read(LakeTable.EFFECT_ESTIMATE).where(where).collectAsList();
  }

  @Test
  void theMeanOfAreasHoldsThePlantedEffectAndNotZero() {
    Row mean = estimates("estimand = 'att-area-mean'").get(0);
    assertThat(mean.<String>getAs("inference")).isEqualTo("knapp-hartung");
    assertThat(PLANTED).isBetween(mean.<Double>getAs("ci_low"), mean.<Double>getAs("ci_high"));
    assertThat(mean.<Double>getAs("ci_high")).isNegative();
  }

  @Test
  void everyAreaWithThreeAdoptersIsPooledAndTheOthersSayWhy() {
    List<Row> rows = estimates("estimand = 'att-area'");
    assertThat(rows).hasSize(19).allMatch(r -> r.getAs("area") != null);
    for (Row row : rows) {
      boolean estimated = row.<String>getAs("estimate_status").equals("ESTIMATED");
      assertThat(estimated).isEqualTo(row.<Long>getAs("units") >= 3);
      assertThat(row.isNullAt(row.fieldIndex("p_value"))).as("no star-gazing").isTrue();
      if (!estimated) {
        assertThat(row.<String>getAs("not_estimable_reason")).isEqualTo("GROUP_TOO_SMALL");
      }
    }
    long estimated =
        rows.stream().filter(r -> r.<String>getAs("estimate_status").equals("ESTIMATED")).count();
    List<Row> pooled =
        lake.read(LakeTable.AREA_EFFECT).where("estimand = 'att-area'").collectAsList();
    assertThat(pooled).hasSize((int) estimated).hasSizeGreaterThan(15);
    int holds = 0;
    for (Row row : pooled) {
      assertThat(row.<Double>getAs("tau2"))
          .isBetween(row.<Double>getAs("tau2_low"), row.<Double>getAs("tau2_high"));
      assertThat(row.<Double>getAs("mean_effect"))
          .isBetween(row.<Double>getAs("prediction_low"), row.<Double>getAs("prediction_high"));
      assertThat(row.<Double>getAs("probability_best"))
          .isLessThanOrEqualTo(row.<Double>getAs("probability_best_three"));
      assertThat(row.<Integer>getAs("rank_low")).isLessThan(row.<Integer>getAs("rank_high"));
      boolean inside =
          row.<Double>getAs("shrunken_low") <= PLANTED
              && PLANTED <= row.<Double>getAs("shrunken_high");
      holds += inside ? 1 : 0;
    }
    // 18 intervals of 95 %: two or more misses in 6 of 100 samples, four or more in 2 of 1000
    assertThat(pooled.size() - holds).isLessThanOrEqualTo(3);
  }

  @Test
  void ranksOfAnAreaSumToOneAndSoDoAreasOfARank() {
    for (String key : List.of("area_code", "rank")) {
      for (Row row :
          lake.read(LakeTable.AREA_RANK)
              .groupBy("estimand", key)
              .sum("probability")
              .collectAsList()) {
        assertThat(row.getDouble(2)).as(row.toString()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void seriesOfAreasAreCalledDescriptiveAndComeWithWhatSpeaksAgainstThem() {
    List<Row> rows = estimates("method = 'segmented-regression'");
    assertThat(rows)
        .hasSize(2 * 20)
        .allMatch(r -> r.<String>getAs("estimand").startsWith("descriptive-"))
        .allMatch(r -> r.isNullAt(r.fieldIndex("p_value")));
    assertThat(rows.stream().filter(r -> r.getAs("area") != null))
        .allMatch(r -> r.<String>getAs("inference").equals("newey-west-1"));
    for (String diagnostic : List.of("autocorrelation", "forecast-error")) {
      assertThat(
              lake.read(LakeTable.DIAGNOSTIC)
                  .where("analysis = 'E4-own-effect' and diagnostic = '" + diagnostic + "'")
                  .count())
          .isEqualTo(19);
    }
    assertThat(
            lake.read(LakeTable.DIAGNOSTIC)
                .where("analysis = 'E4-own-effect' and diagnostic = 'concurrent-reform'")
                .first()
                .<String>getAs("detail"))
        .isEqualTo("COVID-19");
  }

  @Test
  void packagesThatDoNothingShowNothingInTheirFamily() {
    List<Row> rows =
        estimates(
            "analysis like 'E3%' and method = 'package-contrast' and p_value is not null"
                + " and estimand = 'association'");
    assertThat(rows).hasSize(3 * 3 + 2);
    for (Row row : rows) {
      double p = row.getAs("p_value");
      assertThat(row.<Double>getAs("p_value_family")).isBetween(Math.max(p, 0.05), 1.0);
      assertThat(row.<String>getAs("inference")).isEqualTo("randomization");
      assertThat(row.<String>getAs("inference_status")).isEqualTo("VALID");
    }
    // nine of 19 areas chose all four: 92 378 arrangements
    double p =
        estimates("analysis = 'E3-all-four' and outcome = 'placed-share' and period is null")
            .get(0)
            .getAs("p_value");
    assertThat(p * 92_378).isCloseTo(Math.rint(p * 92_378), within(1e-6));
  }

  @Test
  void whatEveryAreaChoseIsRefusedByName() {
    List<Row> rows = estimates("treatment = 'family-centre-model'");
    assertThat(rows)
        .hasSize(2 * 3)
        .allMatch(r -> r.<String>getAs("not_estimable_reason").equals("NO_VARIATION_IN_TREATMENT"));
  }

  @Test
  void aComparisonOfPackagesIsAnAssociationInEveryRow() {
    assertThat(estimates("analysis like 'E3%'"))
        .hasSizeGreaterThan(50)
        .allMatch(r -> r.<String>getAs("estimand").startsWith("association"));
    List<String> corrected =
        estimates("analysis like 'E3%' and p_value_family is not null").stream()
            .map(r -> r.<String>getAs("method"))
            .distinct()
            .toList();
    assertThat(corrected).containsExactly("package-contrast");
  }

  @Test
  void weightsOfSeveralPackagesSumToOneAndToZero() {
    List<Row> rows =
        lake.read(LakeTable.DIAGNOSTIC)
            .where("analysis = 'E3-each-package' and diagnostic = 'contamination-weights'")
            .collectAsList();
    assertThat(rows)
        .hasSize(3 * 3 * 3)
        .allMatch(r -> r.<String>getAs("detail").contains(": sum 0, negative "));
    assertThat(
            lake.read(LakeTable.DIAGNOSTIC)
                .where("diagnostic = 'negative-own-weights'")
                .collectAsList())
        .allMatch(r -> r.<String>getAs("detail").contains(": sum 1, negative "));
  }
}

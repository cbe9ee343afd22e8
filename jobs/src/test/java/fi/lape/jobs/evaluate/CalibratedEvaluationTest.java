package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.calibrate.CalibrateStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the evaluation makes of a calibration beside the plan. */
class CalibratedEvaluationTest {
  private static final String HEADLINES =
      "estimand in ('att-simple', 'dose-slope-overall') and method <> 'twfe'";

  @TempDir static Path folder;
  private static Path lake;
  private static String few;

  @BeforeAll
  static void calibrateALittle() {
    lake = Samples.copy(SampleLake.path(), folder.resolve("lake"));
    CalibrateStage stage = new CalibrateStage(4, false);
    StageRuns.run(lake, "calibrate", stage);
    few = stage.result().json();
  }

  private static Lake evaluate(String calibration) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.calibration.json"), calibration);
    return StageRuns.run(lake, "evaluate", new EvaluateStage(Optional.of(file)));
  }

  @Test
  void theTableHasEveryAnalysisWithAndWithoutAnEffect() {
    Lake read = StageRuns.context(lake, "read").lake();
    List<Row> chosen =
        read.read(LakeTable.CALIBRATION)
            .where("chosen and method not in ('twfe', 'poisson-twfe')")
            .collectAsList();
    assertThat(chosen).hasSize(2 * 13);
    for (Row row : chosen) {
      boolean counts = row.<String>getAs("method").equals("etwfe-poisson");
      assertThat(row.<String>getAs("inference"))
          .isEqualTo(counts ? "wild-cluster-influence" : "wild-cluster");
      assertThat(row.<Long>getAs("replicates")).isEqualTo(4);
      assertThat(row.<String>getAs("inference_status")).isEqualTo("NOT_EVALUATED");
    }
  }

  @Test
  void tooFewReplicatesJudgeNothing() throws IOException {
    Lake evaluated = evaluate(few);
    assertThat(statuses(evaluated)).containsOnly("NOT_EVALUATED");
  }

  @Test
  void anInferenceFoundWantingIsWithheldWithTheReasonAndOthersAreReleased() throws IOException {
    String judged = few.replace("\"NOT_EVALUATED\"", "\"VALID\"");
    int analysis = judged.indexOf("\"analysis\" : \"E2-placed-share\"");
    int status = judged.indexOf("\"VALID\"", analysis);
    assertThat(judged.substring(analysis, status))
        .contains("\"group-time-att\"", "\"wild-cluster\"", "\"null\"");
    judged = judged.substring(0, status) + "\"NOT_VALID\"" + judged.substring(status + 7);
    Lake evaluated = evaluate(judged);
    Row bad = headline(evaluated, "E2-placed-share");
    assertThat(bad.<String>getAs("inference_status")).isEqualTo("NOT_VALID");
    assertThat(bad.<String>getAs("estimate_status")).isEqualTo("WITHHELD");
    assertThat(bad.<String>getAs("not_estimable_reason"))
        .startsWith("INFERENCE_NOT_VALID: wild-cluster rejects ");
    assertThat(bad.isNullAt(bad.fieldIndex("estimate"))).isTrue();
    assertThat(evaluated.read(LakeTable.INFLUENCE).where("analysis = 'E2-placed-share'").count())
        .isZero();
    assertThat(
            evaluated
                .read(LakeTable.DIAGNOSTIC)
                .where("diagnostic = 'inference-size' and analysis = 'E2-placed-share'")
                .first()
                .<String>getAs("status"))
        .isEqualTo("FAIL");
    Row good = headline(evaluated, "E2-new-placements");
    assertThat(good.<String>getAs("inference_status")).isEqualTo("VALID");
    assertThat(good.<String>getAs("estimate_status")).isEqualTo("ESTIMATED");
  }

  @Test
  void aCalibrationOfAnotherDesignIsNoEvidence() throws IOException {
    String other =
        few.replace("\"NOT_EVALUATED\"", "\"VALID\"")
            .replaceFirst("\"sha256\" : \"[0-9a-f]{8}", "\"sha256\" : \"00000000");
    assertThat(statuses(evaluate(other))).containsOnly("NOT_EVALUATED");
  }

  private static List<String> statuses(Lake evaluated) {
    return evaluated.read(LakeTable.EFFECT_ESTIMATE).where(HEADLINES).collectAsList().stream()
        .map(row -> row.<String>getAs("inference_status"))
        .toList();
  }

  private static Row headline(Lake evaluated, String analysis) {
    return evaluated
        .read(LakeTable.EFFECT_ESTIMATE)
        .where(HEADLINES + " and analysis = '" + analysis + "'")
        .first();
  }
}

package fi.lape.jobs.register.effect;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterStageTest {
  @TempDir static Path folder;

  @Test
  void explore() {
    Path path = Samples.copy(SampleLake.path(), folder.resolve("lake"));
    for (int i = 0; i < 2; i++) {
      long start = System.nanoTime();
      StageRuns.run(path, "one", new RegisterStage());
      System.out.println("SECONDS " + (System.nanoTime() - start) / 1e9);
    }
    Lake lake = StageRuns.context(path, "x").lake();
    for (Row row :
        lake.read(LakeTable.EFFECT_ESTIMATE)
            .where("event_time is null and cohort is null")
            .selectExpr(
                "analysis",
                "outcome",
                "population",
                "method",
                "estimand",
                "estimate",
                "std_error",
                "ci_low",
                "ci_high",
                "p_value",
                "p_value_family",
                "inference",
                "inference_status",
                "estimate_status",
                "not_estimable_reason",
                "units",
                "baseline_mean",
                "effect_percent")
            .orderBy("analysis", "outcome", "population", "method")
            .collectAsList()) {
      System.out.println("ROW " + row);
    }
    lake.read(LakeTable.EFFECT_ESTIMATE)
        .groupBy("analysis", "outcome", "population", "estimate_status", "not_estimable_reason")
        .count()
        .orderBy("analysis", "outcome", "population")
        .collectAsList()
        .forEach(r -> System.out.println("CNT " + r));
    lake.read(LakeTable.DIAGNOSTIC)
        .where("analysis='R2-entries' or diagnostic in ('refusal','municipalities-left-out')")
        .orderBy("analysis", "subject")
        .collectAsList()
        .forEach(r -> System.out.println("DIA " + r));
    lake.read(LakeTable.POWER)
        .where("quantity in ('mde80','effective-areas')")
        .orderBy("analysis", "subject")
        .collectAsList()
        .forEach(r -> System.out.println("POW " + r));
  }
}

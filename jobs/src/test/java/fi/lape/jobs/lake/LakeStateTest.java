package fi.lape.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeStateTest {
  private static final String PLAN = "a".repeat(64);
  private static final LakeState.Finished DONE = new LakeState.Finished("run", PLAN, "test");

  @TempDir Path folder;
  private LakeState state;

  @BeforeEach
  void open() {
    state = LakeState.open(folder.toString(), new Configuration());
  }

  @Test
  void aStageThatWasNeverRunIsNamed() {
    assertThatThrownBy(() -> state.require(PipelineStep.PANEL, PLAN))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("STAGE_INCOMPLETE: 'panel' needs the stage 'ingest'")
        .hasMessageEndingWith(
            "Run 'lape ingest' with the same --lake and --plan, or 'lape run' for all of them.");
  }

  @Test
  void aStageThatStartsTakesBackEverythingAfterIt() {
    for (PipelineStep step : PipelineStep.values()) {
      state.finished(step, DONE);
    }
    state.started(PipelineStep.PANEL);
    assertThat(state.finished().keySet()).containsExactly("ingest");
  }

  @Test
  void resultsOfAnotherPlanAreNotMixed() {
    state.finished(PipelineStep.INGEST, DONE);
    state.finished(PipelineStep.PANEL, DONE);
    assertThatThrownBy(() -> state.require(PipelineStep.EVALUATE, "b".repeat(64)))
        .hasMessageStartingWith(
            "PLAN_CHANGED: 'panel' was run with another study plan (aaaaaaaaaaaa) than the one given now (bbbbbbbbbbbb).");
  }

  @Test
  void anotherPlanMayUseTheSameIngest() {
    state.finished(PipelineStep.INGEST, DONE);
    state.require(PipelineStep.PANEL, "b".repeat(64));
    assertThat(state.finished()).containsKey("ingest");
  }

  @Test
  void aLakeOfANewerProgramIsLeftAlone() throws IOException {
    String newer = "{\"lape_lake_format\": 2, \"stages\": {}}";
    Files.writeString(folder.resolve("LAKE.json"), newer);
    assertThatThrownBy(() -> LakeState.open(folder.toString(), new Configuration()))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.LAKE))
        .hasMessageContaining("has format 2 but this program writes format 1");
    assertThat(folder.resolve("LAKE.json")).hasContent(newer);
  }

  @Test
  void aDamagedStateFileIsNamedWithTheWayOut() throws IOException {
    Files.writeString(folder.resolve("LAKE.json"), "{\"lape_lake_fo");
    assertThatThrownBy(() -> LakeState.open(folder.toString(), new Configuration()))
        .hasMessageStartingWith("LAKE_DAMAGED: the file 'LAKE.json'")
        .hasMessageContaining("Delete that one file and run 'lape run' again");
  }
}

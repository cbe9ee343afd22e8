package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, and the same on one core. */
class WholeRunIT {
  @TempDir Path folder;

  @Test
  void oneCommandEndsWithEffectsAndAReport() throws IOException {
    assertThat(FirstRun.output())
        .contains("E2-new-placements")
        .contains("MDE")
        .contains("NOTE: this version does not use these keys of the plan: ")
        .contains(" rows were put into quarantine: ")
        .contains("lape tables quarantine --lake lape-lake --where \"run_id = '")
        .contains("SYNTHETIC DATA: ")
        .contains("report.en.html");
    assertThat(ReleaseFiles.newest(FirstRun.releases()).resolve("report.fi.html")).isNotEmptyFile();
  }

  /** The second run has a lake of its own, so nothing can be the same only because it was left. */
  @Test
  void theReleasedTablesAreTheSameBytesHoweverManyCores() throws IOException {
    Path out = folder.resolve("release");
    Launched run =
        Launched.lape(
            "run",
            "--quiet",
            "--master",
            "local[1]",
            "--lake",
            folder.resolve("lake").toString(),
            "--out",
            out.toString());
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(ReleaseFiles.tableHashes(out))
        .isEqualTo(ReleaseFiles.tableHashes(FirstRun.releases()))
        .isNotEmpty();
    assertThatGoldRowsAreTheSame(folder.resolve("lake"), FirstRun.folder().resolve("lape-lake"));
  }

  /** Rows, not bytes: jobs/README.md says why. The table of runs is the one place of clocks. */
  private static void assertThatGoldRowsAreTheSame(Path one, Path other) {
    Lake second = Lake.at(TestSession.open(), one.toString());
    Lake first = Lake.at(TestSession.open(), other.toString());
    EnumSet<LakeTable> gold =
        EnumSet.range(LakeTable.EFFECT_ESTIMATE, LakeTable.COST_EFFECTIVENESS);
    gold.remove(LakeTable.CALIBRATION); // written by 'lape calibrate', which is no stage of a run
    for (LakeTable table : gold) {
      assertThat(second.read(table).collectAsList())
          .as(table.contractName())
          .isNotEmpty()
          .isEqualTo(first.read(table).collectAsList());
    }
  }
}

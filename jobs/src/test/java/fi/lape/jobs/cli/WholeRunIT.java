package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Path;
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
  }
}

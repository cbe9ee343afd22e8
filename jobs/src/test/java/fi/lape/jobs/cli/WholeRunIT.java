package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, twice. */
class WholeRunIT {
  @TempDir Path folder;

  @Test
  void oneCommandEndsWithEffectsAReportAndTheSameTablesHoweverManyCores() throws IOException {
    Path one = folder.resolve("one");
    Launched first = run("local[1]", one);
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("E2-new-placements")
        .contains("MDE")
        .contains("report.en.html");
    assertThat(ReleaseFiles.newest(one).resolve("report.fi.html")).isNotEmptyFile();

    Path two = folder.resolve("two");
    Launched second = run("local[2]", two);
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(ReleaseFiles.tableHashes(two)).isEqualTo(ReleaseFiles.tableHashes(one)).isNotEmpty();
  }

  /** Each run has a lake of its own, so nothing can be the same only because it was left there. */
  private Launched run(String master, Path out) throws IOException {
    return Launched.lape(
        "run",
        "--master",
        master,
        "--lake",
        folder.resolve("lake-" + out.getFileName()).toString(),
        "--out",
        out.toString());
  }
}

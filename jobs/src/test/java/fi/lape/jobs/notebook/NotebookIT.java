package fi.lape.jobs.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executes the notebook in Jupyter, with the Java kernel, on a release of the samples. */
class NotebookIT {
  /** The kernel's start is a race that it loses now and then; a start takes seconds. */
  private static final int STARTS = 5;

  @TempDir Path folder;

  @Test
  void theNotebookOpensAReleaseShowsATableAndDrawsAPlot() throws IOException {
    assumeTrue(
        Launched.run(Map.of(), List.of("sh", "-c", "command -v jupyter-nbconvert")).exitCode() == 0,
        "Jupyter (jupyter-nbconvert) is not installed");
    Launched kernel =
        Launched.run(Map.of(), List.of("../notebooks/install-kernel.sh", folder.toString()));
    assertThat(kernel.exitCode()).as(kernel.output()).isZero();

    Launched executed = execute(ReleaseFiles.newest(FirstRun.releases()));
    for (int start = 1; start < STARTS && failedToStart(executed); start++) {
      executed = execute(ReleaseFiles.newest(FirstRun.releases()));
    }
    assertThat(executed.exitCode()).as(executed.output()).isZero();

    JsonNode cells =
        new ObjectMapper().readTree(folder.resolve("executed.ipynb").toFile()).get("cells");
    assertThat(outputs(cells)).contains("E2-new-placements").contains("image/png");
  }

  private Launched execute(Path release) throws IOException {
    return Launched.run(
        Map.of("JUPYTER_PATH", folder.toString(), "LAPE_RELEASE", release.toString()),
        List.of(
            "jupyter-nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--ExecutePreprocessor.startup_timeout=25",
            "--ExecutePreprocessor.timeout=180",
            "--output-dir",
            folder.toString(),
            "--output",
            "executed.ipynb",
            "../notebooks/open-the-release.ipynb"));
  }

  private static boolean failedToStart(Launched executed) {
    return executed.exitCode() != 0 && executed.output().contains("Kernel didn't respond");
  }

  private static String outputs(JsonNode cells) {
    StringBuilder text = new StringBuilder();
    for (JsonNode cell : cells) {
      text.append(cell.path("outputs"));
    }
    return text.toString();
  }
}

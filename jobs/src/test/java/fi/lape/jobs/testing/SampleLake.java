package fi.lape.jobs.testing;

import fi.lape.jobs.ingest.IngestStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.panel.PanelStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A lake with the committed sample ingested and its panels built, made once a test run. */
public final class SampleLake {
  /** The run that made it. */
  public static final String RUN = "sample";

  private SampleLake() {}

  private static final class Holder {
    static final Path PATH = folder();
    static final Lake LAKE =
        StageRuns.run(
            PATH, RUN, new IngestStage(List.of(Samples.sources().toString())), new PanelStage());
  }

  /** The lake; tests read it and never write to it. */
  public static Lake lake() {
    return Holder.LAKE;
  }

  /** Its folder, to copy for tests that write. */
  public static Path path() {
    return Path.of(Holder.LAKE.root());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "sample-lake");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

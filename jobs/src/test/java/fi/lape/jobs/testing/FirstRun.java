package fi.lape.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The README's first command, run once for all tests that need a release, in a new folder. */
public final class FirstRun {
  private FirstRun() {}

  private static final class Holder {
    static final Path FOLDER = folder();
    static final Launched RUN = run();

    private static Path folder() {
      try {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "first-run");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Launched run() {
      String launcher = Path.of("bin/lape").toAbsolutePath().toString();
      try {
        return Launched.run(
            Map.of(), List.of("sh", "-c", "cd '" + FOLDER + "' && '" + launcher + "' run"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The folder it was run in, with {@code lape-lake} and {@code lape-release}. */
  public static Path folder() {
    assertThat(Holder.RUN.exitCode()).as(Holder.RUN.output()).isZero();
    return Holder.FOLDER;
  }

  /** The folder of its releases. */
  public static Path releases() {
    return folder().resolve("lape-release");
  }

  /** What it printed. */
  public static String output() {
    folder();
    return Holder.RUN.output();
  }
}

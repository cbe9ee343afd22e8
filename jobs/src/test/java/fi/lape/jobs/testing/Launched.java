package fi.lape.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that was run to its end as its own process, with everything it printed. */
public record Launched(int exitCode, String output, double seconds) {
  private static final int MINUTES = 10;

  /** Runs the launcher {@code bin/lape}. */
  public static Launched lape(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bin/lape"));
    command.addAll(List.of(arguments));
    return run(Map.of(), command);
  }

  /** Runs a command in the folder of this module. */
  public static Launched run(Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = Files.createTempFile("launched", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after " + MINUTES + " minutes: " + command);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Launched(
          process.exitValue(), Files.readString(log, StandardCharsets.UTF_8), seconds);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted: " + command, e));
    } finally {
      Files.deleteIfExists(log);
    }
  }
}

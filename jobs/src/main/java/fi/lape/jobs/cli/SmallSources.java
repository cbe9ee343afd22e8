package fi.lape.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.CodegenObjectFactoryMode;

/**
 * Settings for sources so small that compiling code for every query takes longer than running it:
 * expressions are then interpreted, with the same results. A setting that was given stays.
 */
final class SmallSources {
  private static final String MODE = "spark.sql.codegen.factoryMode";
  private static final long MOST_BYTES = 64L << 20;

  private SmallSources() {}

  /** Adds to the settings where all sources are on this machine and small. */
  static void settle(List<String> folders, Map<String, String> settings) {
    if (!settings.containsKey(MODE) && areSmall(folders)) {
      settings.put(MODE, CodegenObjectFactoryMode.NO_CODEGEN().toString());
    }
  }

  static boolean areSmall(List<String> folders) {
    long bytes = 0;
    for (String folder : folders) {
      if (folder.contains("://") || !Files.isDirectory(Path.of(folder))) {
        return false;
      }
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        bytes += files.map(Path::toFile).mapToLong(f -> f.isFile() ? f.length() : 0).sum();
      } catch (IOException e) {
        return false; // read again, and refused in words, by the stage that needs it
      }
    }
    return bytes <= MOST_BYTES;
  }
}

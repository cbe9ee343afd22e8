package fi.lape.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Where the committed sample lies, seen from the module {@code jobs}. */
public final class Samples {
  private static final Path ROOT = Path.of("../data-samples/sample");

  private Samples() {}

  /** The folder with the sample's sources. */
  public static Path sources() {
    return ROOT.resolve("sources");
  }

  /** The list of planted faults. */
  public static Path faults() {
    return ROOT.resolve("faults.json");
  }

  /** The planted truth. */
  public static Path truth() {
    return ROOT.resolve("truth.json");
  }

  /** Copies a folder with all that is in it, for tests that spoil a file. */
  public static Path copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      List<Path> entries = all.sorted().toList();
      for (Path entry : entries) {
        Path target = to.resolve(from.relativize(entry).toString());
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else {
          Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package fi.lape.jobs.release.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** {@code SHA256SUMS}, in the form of {@code sha256sum}: checked with {@code sha256sum -c}. */
public final class Checksums {
  /** Name of the file. */
  public static final String FILE = "SHA256SUMS";

  private Checksums() {}

  /** Writes the sums of every file of a folder, by name. */
  public static void write(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files(folder)) {
      lines.append(sha256(file)).append("  ").append(name(folder, file)).append('\n');
    }
    Files.writeString(folder.resolve(FILE), lines);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(FILE))
          .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
          .toList();
    }
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** Hash of a file in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

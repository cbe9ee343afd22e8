package fi.lape.jobs.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tests compare of a folder of releases. */
public final class ReleaseFiles {
  private ReleaseFiles() {}

  /** The newest release below an output folder. */
  public static Path newest(Path out) throws IOException {
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .filter(Files::isDirectory)
          .filter(p -> p.getFileName().toString().startsWith("release-"))
          .sorted()
          .reduce((a, b) -> b)
          .orElseThrow(() -> new IllegalStateException("no release in " + out));
    }
  }

  /** SHA-256 of every table file (Parquet and CSV) of the newest release, by relative name. */
  public static Map<String, String> tableHashes(Path out) throws IOException {
    Path release = newest(out);
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(release)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = release.relativize(file).toString();
        if (name.endsWith(".parquet") || name.endsWith(".csv")) {
          hashes.put(name, sha256(file));
        }
      }
    }
    return hashes;
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package fi.lape.jobs.release.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * A folder against its sums.
   *
   * @param files that were compared
   * @param faults files that changed, are gone or are too many, by name
   */
  public record Compared(int files, List<String> faults) {}

  /** Compares every file of a folder with the sums written beside it. */
  public static Compared compare(Path folder) throws IOException {
    Map<String, String> promised = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    if (!Files.exists(folder.resolve(FILE))) {
      return new Compared(0, List.of(FILE + ": is not there"));
    }
    for (String line : Files.readAllLines(folder.resolve(FILE))) {
      String[] parts = line.split("  ", 2);
      if (parts.length == 2) {
        promised.put(parts[1], parts[0]);
      } else {
        faults.add(FILE + ": a line is not understood");
      }
    }
    for (Path file : files(folder)) {
      String name = name(folder, file);
      String sum = promised.remove(name);
      if (sum == null) {
        faults.add(name + ": is not in " + FILE);
      } else if (!sum.equals(sha256(file))) {
        faults.add(name + ": changed");
      }
    }
    promised.keySet().forEach(name -> faults.add(name + ": is not there"));
    return new Compared(files(folder).size(), faults);
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

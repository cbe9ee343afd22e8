package fi.lape.jobs.release.files;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of releases {@code release-0001}, {@code release-0002}, …, each complete or absent.
 *
 * <p>A release is written beside its place, forced to disk, and moved into it in one step. Nothing
 * that exists is ever written over.
 */
public final class ReleaseFolder {
  private static final String PREFIX = "release-";

  private final Path root;

  public ReleaseFolder(Path root) {
    this.root = root;
  }

  /** Writes the files of a release. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of them, or throws.
     *
     * @param folder empty folder to write into
     * @param number number the release will have
     */
    void write(Path folder, int number) throws IOException;
  }

  /**
   * Publishes a release under the next number.
   *
   * @return its folder
   * @throws JobException {@code RELEASE_NOT_WRITTEN} where the disk refuses; whatever the content
   *     throws goes through, and nothing is left behind
   */
  public Path publish(Content content) {
    Path beside = root;
    try {
      Files.createDirectories(root);
      // Not createTempDirectory: the release must be readable by those the root is readable by.
      beside = Files.createDirectory(root.resolve(".unfinished-" + UUID.randomUUID()));
      int number = next();
      content.write(beside, number);
      force(beside);
      Path place = root.resolve(PREFIX + "%04d".formatted(number));
      move(beside, place);
      force(root, true);
      return place;
    } catch (IOException e) {
      throw notWritten(e);
    } finally {
      if (!beside.equals(root)) {
        delete(beside);
      }
    }
  }

  /** The published releases, oldest first. */
  public List<Path> releases() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(p -> number(p) > 0).sorted().toList();
    }
  }

  /** Releases of the same folder with a lower number, oldest first. */
  public List<Path> before(Path release) throws IOException {
    int number = number(release.toAbsolutePath().normalize());
    return releases().stream().filter(other -> number(other) < number).toList();
  }

  private int next() throws IOException {
    return releases().stream().mapToInt(ReleaseFolder::number).max().orElse(0) + 1;
  }

  private static int number(Path folder) {
    String name = folder.getFileName().toString();
    String digits = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
    return digits.matches("\\d{4,9}") ? Integer.parseInt(digits) : 0;
  }

  /** A rename onto an empty folder would succeed on some systems, so its absence is asked first. */
  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void force(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        force(path, Files.isDirectory(path));
      }
    }
  }

  private static void force(Path path, boolean directory) throws IOException {
    StandardOpenOption how = directory ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new JobException(
          ExitCode.PROGRAM_FAULT,
          "RELEASE_NOT_CLEANED",
          "the unfinished release '%s' could not be removed. It is not a release. Remove the folder by hand."
              .formatted(folder.getFileName()),
          e);
    }
  }

  private JobException notWritten(IOException e) {
    return new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "RELEASE_NOT_WRITTEN",
        "the release could not be written below '%s' (%s). Nothing was published and no earlier release was touched. Give a writable folder with enough room with --out."
            .formatted(root, e.getClass().getSimpleName()),
        e);
  }
}

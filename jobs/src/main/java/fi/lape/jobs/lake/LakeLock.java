package fi.lape.jobs.lake;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One writer a lake: a file that is created or not, never both.
 *
 * <p>A lock left by a process of this host that no longer lives is taken over, so that a killed job
 * can simply be run again. A lock of another host is never taken over.
 */
public final class LakeLock implements AutoCloseable {
  static final String FILE = "LOCK";
  private final FileSystem files;
  private final Path lock;

  private LakeLock(FileSystem files, Path lock) {
    this.files = files;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws JobException {@code LAKE_BUSY} when another living job holds it
   */
  public static LakeLock take(String root, Configuration configuration) {
    Path folder = new Path(root);
    Path lock = new Path(folder, FILE);
    try {
      FileSystem files = folder.getFileSystem(configuration);
      files.mkdirs(folder);
      if (files.exists(lock) && holderIsGone(files, lock)) {
        files.delete(lock, false);
      }
      try (OutputStream out = files.create(lock, false)) {
        out.write(
            (hostName() + "\n" + ProcessHandle.current().pid() + "\n")
                .getBytes(StandardCharsets.UTF_8));
      } catch (FileAlreadyExistsException e) {
        throw busy(root, lock, e);
      } catch (FSError e) { // Hadoop's word for a disk that failed or is full
        files.delete(lock, false);
        throw new IOException(e.getCause());
      }
      return new LakeLock(files, lock);
    } catch (IOException e) {
      throw LakeFailures.notWritable(root, e);
    }
  }

  /** Whether a lock lies in the lake, of a job at work or of one that was killed. */
  public static boolean lies(String root, Configuration configuration) {
    Path lock = new Path(root, FILE);
    try {
      return lock.getFileSystem(configuration).exists(lock);
    } catch (IOException e) {
      throw LakeFailures.unreadable(root, e);
    }
  }

  @Override
  public void close() {
    try {
      files.delete(lock, false);
    } catch (IOException e) {
      throw new JobException(
          ExitCode.LAKE,
          "LAKE_NOT_WRITABLE",
          "the lock '%s' cannot be removed: %s. The next job would find the lake busy. Delete that file by hand."
              .formatted(lock, LakeFailures.reason(e)),
          e);
    }
  }

  private static boolean holderIsGone(FileSystem files, Path lock) throws IOException {
    try (InputStream in = files.open(lock)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (lines.size() < 2) {
        return false; // being written just now, or not ours
      }
      long pid = Long.parseLong(lines.get(1));
      return lines.get(0).equals(hostName())
          && ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static JobException busy(String root, Path lock, IOException cause) {
    return new JobException(
        ExitCode.LAKE,
        "LAKE_BUSY",
        "the lake '%s' is in use by another job. Two writers would mix their rows. Wait for that job; if none is running, delete '%s'."
            .formatted(root, lock),
        cause);
  }

  private static String hostName() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }
}

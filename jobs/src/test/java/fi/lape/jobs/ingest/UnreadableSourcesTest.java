package fi.lape.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are there and may not be read, by the system's rights and by a cluster's. */
class UnreadableSourcesTest {
  @TempDir Path folder;

  @Test
  void aFolderWithoutTheRightToReadIt() throws IOException {
    Files.createDirectories(folder.resolve("locked/prices"));
    Path locked = folder.resolve("locked");
    try {
      assertThat(locked.toFile().setReadable(false, false)).isTrue();
      assumeFalse(Files.isReadable(locked), "rights do not bind the user that runs the tests");
      assertRefused(locked.toString(), new Configuration());
    } finally {
      assertThat(locked.toFile().setReadable(true, false)).isTrue();
    }
  }

  @Test
  void aFolderThatTheFileSystemRefusesToList() throws IOException {
    Files.createDirectories(folder.resolve("forbidden/prices"));
    assertRefused("guarded://" + folder.resolve("forbidden"), guarded());
  }

  @Test
  void aKindOfSourceThatTheFileSystemRefusesToList() throws IOException {
    Files.createDirectories(folder.resolve("sources/prices/forbidden"));
    assertRefused("guarded://" + folder.resolve("sources"), guarded());
  }

  @Test
  void aFileThatTheFileSystemRefusesToOpen() throws IOException {
    Path file = Files.writeString(folder.resolve("forbidden.csv"), "code;base;year;value\n");
    SourceFile source =
        new SourceFile(SourceTable.PRICE_INDEX, "p.csv", "guarded://" + file, 21, "real");
    List<Row> rows = new ArrayList<>();
    try (FileReading reading = new FileReading(source, guarded())) {
      reading.forEachRemaining(rows::add);
    }
    Row summary = rows.get(rows.size() - 1);
    assertThat(summary.getString(10)).isEqualTo("FILE_NOT_READABLE");
    assertThat(summary.getString(11)).startsWith("1|AccessControlException");
  }

  private static void assertRefused(String sources, Configuration hadoop) {
    assertThatThrownBy(() -> new SourceFolders(hadoop).find(List.of(sources)))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
        .hasMessageStartingWith(
            "SOURCES_UNREADABLE: the sources folder '%s' cannot be read (Access".formatted(sources))
        .hasMessageEndingWith(
            "Check that it exists and may be read, or give another --sources. Nothing in the lake was changed.");
  }

  private static Configuration guarded() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.guarded.impl", Guarded.class, FileSystem.class);
    hadoop.setBoolean("fs.guarded.impl.disable.cache", true);
    return hadoop;
  }

  /** The local files, of which those with "forbidden" in their path are refused. */
  public static final class Guarded extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("guarded:///");
    }

    @Override
    protected void checkPath(org.apache.hadoop.fs.Path path) {
      // every path is of this file system
    }

    @Override
    public org.apache.hadoop.fs.Path makeQualified(org.apache.hadoop.fs.Path path) {
      return path;
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      refuse(path);
      return super.listStatus(local(path));
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer) throws IOException {
      refuse(path);
      return super.open(local(path), buffer);
    }

    private static void refuse(org.apache.hadoop.fs.Path path) throws AccessControlException {
      if (path.toUri().getPath().contains("forbidden")) {
        throw new AccessControlException("Permission denied");
      }
    }

    private static org.apache.hadoop.fs.Path local(org.apache.hadoop.fs.Path path) {
      return new org.apache.hadoop.fs.Path("file://" + path.toUri().getPath());
    }
  }
}

package fi.lape.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeLockTest {
  @TempDir Path folder;

  private LakeLock take() {
    return LakeLock.take(folder.toString(), new Configuration());
  }

  @Test
  void aSecondJobFindsTheLakeBusyUntilTheFirstEnds() {
    try (LakeLock first = take()) {
      assertThat(first).isNotNull();
      assertThatThrownBy(this::take).hasMessageStartingWith("LAKE_BUSY: the lake '" + folder);
    }
    take().close();
    assertThat(folder.resolve("LOCK")).doesNotExist();
  }

  @Test
  void theLockOfAKilledJobOfThisHostIsTakenOver() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    hold(InetAddress.getLocalHost().getHostName(), ended.pid());
    take().close();
    assertThat(folder.resolve("LOCK")).doesNotExist();
  }

  @Test
  void theLockOfAnotherHostIsNeverTakenOver() throws IOException {
    hold("another-host", 1);
    assertThatThrownBy(this::take).hasMessageStartingWith("LAKE_BUSY");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> LakeLock.take(file.resolve("lake").toString(), new Configuration()))
        .hasMessageStartingWith("LAKE_NOT_WRITABLE: the lake '" + file);
  }

  private void hold(String host, long pid) throws IOException {
    Files.writeString(folder.resolve("LOCK"), host + "\n" + pid + "\n");
  }
}

package fi.lape.jobs.release.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFolderTest {
  @TempDir Path root;

  @Test
  void releasesAreNumberedAndNeverWrittenOver() throws IOException {
    ReleaseFolder folder = new ReleaseFolder(root);
    Path first = folder.publish((place, number) -> write(place, "first"));
    Path second = folder.publish((place, number) -> write(place, "second"));
    assertThat(first.getFileName()).hasToString("release-0001");
    assertThat(second.getFileName()).hasToString("release-0002");
    assertThat(first.resolve("a.txt")).hasContent("first");
    assertThat(folder.releases()).containsExactly(first, second);
  }

  @Test
  void aReleaseThatFailsInTheMiddleLeavesNothing() throws IOException {
    ReleaseFolder folder = new ReleaseFolder(root);
    Path first = folder.publish((place, number) -> write(place, "first"));
    assertThatThrownBy(
            () ->
                folder.publish(
                    (place, number) -> {
                      write(place, "half");
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(children(root)).containsExactly(first);
  }

  @Test
  void aDiskThatRefusesIsSaidInWordsAndLeavesNothing() throws IOException {
    ReleaseFolder folder = new ReleaseFolder(root);
    assertThatThrownBy(
            () ->
                folder.publish(
                    (place, number) -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "RELEASE_NOT_WRITTEN: the release could not be written below '%s' (IOException). Nothing was published and no earlier release was touched. Give a writable folder with enough room with --out."
                .formatted(root));
    assertThat(children(root)).isEmpty();
  }

  private static void write(Path place, String text) throws IOException {
    Files.writeString(place.resolve("a.txt"), text);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}

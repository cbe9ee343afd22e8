package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fi.lape.jobs.testing.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake on a disk that runs full: a file system of a few MB in a mount namespace of its own. */
class FullDiskIT {
  private static final List<String> OWN_MOUNTS =
      List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

  /** A lake is made, the disk is filled, and the same sources come again with one file changed. */
  private static final String SCRIPT =
      """
      set -u
      mount -t tmpfs -o size=24m tmpfs "$DISK" || exit 77
      bin/lape ingest --quiet --lake "$DISK/lake" --sources "$SOURCES" --plan "$PLAN" || exit 78
      dd if=/dev/zero of="$DISK/filler" bs=1k 2>/dev/null
      find "$DISK/lake" -name '*.parquet' -o -path '*_delta_log*' -name '*.json' | sort | xargs sha256sum > "$OUT/before"
      bin/lape ingest --quiet --lake "$DISK/lake" --sources "$CHANGED" --plan "$PLAN"
      code=$?
      sha256sum --check --quiet "$OUT/before" >&2 || exit 79
      rm "$DISK/filler"
      bin/lape ingest --quiet --lake "$DISK/lake" --sources "$CHANGED" --plan "$PLAN" || exit 80
      exit $code
      """;

  @TempDir Path folder;

  @Test
  void aFullDiskIsNamedLeavesTheTablesAndTheSameCommandSucceedsWhenThereIsRoom()
      throws IOException {
    assumeTrue(
        Launched.run(Map.of(), command("mount -t tmpfs tmpfs /mnt")).exitCode() == 0,
        "this system does not let a test mount a file system of its own");
    Path sources = Path.of("../data-samples/sample/sources").toAbsolutePath().normalize();
    Path changed = copy(sources, folder.resolve("changed"));
    Path report = changed.resolve("projects/KSU/03-interim.json");
    Files.writeString(report, Files.readString(report).replace("2018-08-31", "2018-08-30"));
    Map<String, String> environment =
        Map.of(
            "DISK", Files.createDirectory(folder.resolve("disk")).toString(),
            "OUT", folder.toString(),
            "SOURCES", sources.toString(),
            "CHANGED", changed.toString(),
            "PLAN",
                Path.of("../evaluation-models/plans/lape.yaml")
                    .toAbsolutePath()
                    .normalize()
                    .toString());
    Launched run = Launched.run(environment, command(SCRIPT));
    assertThat(run.exitCode()).as(run.output()).isEqualTo(6);
    assertThat(run.output())
        .containsPattern("(DISK_FULL|LAKE_NOT_WRITABLE): ")
        .doesNotContain("\tat ");
  }

  private static List<String> command(String script) {
    return Stream.concat(OWN_MOUNTS.stream(), Stream.of(script)).toList();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }
}

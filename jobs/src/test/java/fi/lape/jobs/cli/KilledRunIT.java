package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ingest that is killed while it writes, and then simply run again. */
class KilledRunIT {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void aJobKilledInTheMiddleOfAWriteAndRunAgainEndsAsIfNeverKilled() throws Exception {
    Path lake = folder.resolve("lake");
    List<String> command = List.of("bin/lape", "ingest", "--quiet", "--lake", lake.toString());
    Process job =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Instant start = Instant.now();
    while (job.isAlive() && !isWriting(lake)) {
      assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST);
      Thread.sleep(10);
    }
    job.destroyForcibly().waitFor();
    assertThat(job.exitValue()).as(Files.readString(folder.resolve("log"))).isEqualTo(128 + 9);
    assertThat(lake.resolve("LOCK")).exists();
    assertThat(Files.readString(lake.resolve("LAKE.json"))).doesNotContain("\"ingest\"");

    Launched again = Launched.lape("ingest", "--quiet", "--lake", lake.toString());
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(lake.resolve("LOCK")).doesNotExist();
    Lake killed = Lake.at(TestSession.open(), lake.toString());
    Lake never = Lake.at(TestSession.open(), FirstRun.folder().resolve("lape-lake").toString());
    for (LakeTable table : EnumSet.range(LakeTable.SOURCE_FILE, LakeTable.PRICE_INDEX)) {
      if (!EnumSet.of(LakeTable.QUARANTINE, LakeTable.DATA_FLOW).contains(table)) {
        assertSameRows(table, killed, never);
      }
    }
  }

  private static void assertSameRows(LakeTable table, Lake killed, Lake never) {
    Dataset<Row> found = killed.read(table).drop("run_id", "received_at");
    Dataset<Row> expected = never.read(table).drop("run_id", "received_at");
    assertThat(found.count()).as(table.contractName()).isEqualTo(expected.count());
    assertThat(found.exceptAll(expected).count()).as(table.contractName()).isZero();
  }

  /** Whether a first file of data lies in the lake. */
  private static boolean isWriting(Path lake) throws IOException {
    if (!Files.isDirectory(lake)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(lake)) {
      return files.anyMatch(f -> f.toString().endsWith(".parquet"));
    } catch (java.io.UncheckedIOException e) { // a file went while the tree was walked
      return false;
    }
  }
}

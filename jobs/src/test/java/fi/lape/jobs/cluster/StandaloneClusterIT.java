package fi.lape.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, submitted as a user would, to a real master with two workers. */
class StandaloneClusterIT {
  @TempDir Path folder;

  @Test
  void theSubmittedJarGivesTheSameReleaseTablesAsTheEmbeddedRun() throws Exception {
    Path submitted = folder.resolve("submitted");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      Launched run = submit(cluster, submitted);
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(cluster.executorsOf(1) + cluster.executorsOf(2))
          .as("executors that the two workers started")
          .isGreaterThanOrEqualTo(2);
    }
    assertThat(ReleaseFiles.tableHashes(submitted))
        .isEqualTo(ReleaseFiles.tableHashes(FirstRun.releases()))
        .isNotEmpty();
  }

  private Launched submit(StandaloneCluster cluster, Path out) throws IOException {
    Map<String, String> environment = new HashMap<>(cluster.environment());
    environment.put("LAPE_DELTA_JARS", StandaloneCluster.deltaJars());
    environment.put(
        "LAPE_SUBMIT_CONF",
        "--conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1"
            + " --conf spark.driver.bindAddress=127.0.0.1 --conf spark.sql.shuffle.partitions=4"
            + " --conf spark.databricks.delta.snapshotPartitions=2"
            + " --conf spark.sql.adaptive.enabled=false --conf spark.sql.codegen.wholeStage=false"
            + " --conf spark.sql.subexpressionElimination.enabled=false"
            + " --conf spark.executor.memory=800m --conf spark.executor.cores=1");
    return Launched.run(
        environment,
        List.of(
            "submit/standalone.sh",
            cluster.url(),
            "run",
            "--quiet",
            "--lake",
            folder.resolve("lake-submitted").toString(),
            "--sources",
            Path.of("../data-samples/sample/sources").toAbsolutePath().normalize().toString(),
            "--plan",
            Path.of("../evaluation-models/plans/lape.yaml").toAbsolutePath().normalize().toString(),
            "--out",
            out.toString()));
  }
}

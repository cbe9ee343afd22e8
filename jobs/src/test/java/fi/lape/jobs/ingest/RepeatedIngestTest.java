package fi.lape.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedIngestTest {
  private static final List<LakeTable> SAME =
      List.of(
          LakeTable.SOURCE_FILE,
          LakeTable.SOURCE_RECORD,
          LakeTable.PROJECT_REPORT,
          LakeTable.COMPONENT_STATUS,
          LakeTable.INDICATOR_VALUE,
          LakeTable.POPULATION,
          LakeTable.COST,
          LakeTable.CHILD,
          LakeTable.CHILD_RESIDENCE,
          LakeTable.PLACEMENT_EPISODE,
          LakeTable.SERVICE_EVENT);

  @TempDir Path folder;

  @Test
  void theSameSourcesAgainAddNothingToBronzeAndGiveTheSameSilverRows() {
    Lake once = SampleLake.lake();
    Samples.copy(SampleLake.path(), folder.resolve("lake"));
    Lake twice =
        StageRuns.run(
            folder.resolve("lake"),
            "again",
            new IngestStage(List.of(Samples.sources().toString())));
    for (LakeTable table : SAME) {
      Dataset<Row> before = once.read(table);
      Dataset<Row> after = twice.read(table);
      assertThat(after.count()).as(table.contractName()).isEqualTo(before.count());
      assertThat(after.exceptAll(before).count()).as(table.contractName()).isZero();
    }
  }
}

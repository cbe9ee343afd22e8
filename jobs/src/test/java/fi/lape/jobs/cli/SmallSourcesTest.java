package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.Samples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallSourcesTest {
  private static final String MODE = "spark.sql.codegen.factoryMode";

  @TempDir Path folder;

  private static Map<String, String> settled(Map<String, String> given, String... folders) {
    Map<String, String> settings = new TreeMap<>(given);
    SmallSources.settle(List.of(folders), settings);
    return settings;
  }

  @Test
  void theSamplesAreSmallAndASettingThatWasGivenStays() {
    String samples = Samples.sources().toString();
    assertThat(settled(Map.of(), samples)).containsEntry(MODE, "NO_CODEGEN");
    assertThat(settled(Map.of(MODE, "FALLBACK"), samples)).containsEntry(MODE, "FALLBACK");
  }

  @Test
  void largeOnesAndThoseElsewhereAreLeftToCompiledCode() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve("a").toFile(), "rw")) {
      large.setLength((64L << 20) + 1);
    }
    assertThat(settled(Map.of(), folder.toString())).isEmpty();
    assertThat(settled(Map.of(), "s3a://bucket/sources")).isEmpty();
    assertThat(settled(Map.of(), folder.resolve("none").toString())).isEmpty();
  }
}

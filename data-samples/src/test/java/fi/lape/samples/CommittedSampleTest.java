package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed sample is what the generator writes. {@code -Dlape.sample.write=true} writes it
 * anew.
 */
class CommittedSampleTest {

  private static final String README = "README.md";
  private static final long LIMIT_BYTES = 4L * 1024 * 1024;

  @BeforeAll
  static void writeAnewWhenAsked() throws IOException {
    if (Boolean.getBoolean("lape.sample.write")) {
      for (String name : SampleFiles.COMMITTED.names()) {
        if (isOfTheProgramme(name)) {
          Files.delete(SampleFiles.COMMITTED.path(name));
        }
      }
      SampleProgramme.write(Path.of("sample"), SampleSettings.standard());
    }
  }

  /** The register has a generator and a test of its own. */
  private static boolean isOfTheProgramme(String name) {
    return !name.equals(README)
        && !name.startsWith("sources/register/")
        && !name.equals("register_truth.json");
  }

  @Test
  void theCommittedSampleIsTheGeneratorsOutput(@TempDir Path folder) throws IOException {
    SampleProgramme.write(folder, SampleSettings.standard());
    SampleFiles written = new SampleFiles(folder);
    List<String> committed =
        SampleFiles.COMMITTED.names().stream()
            .filter(CommittedSampleTest::isOfTheProgramme)
            .toList();
    assertThat(committed).isEqualTo(written.names());
    for (String name : committed) {
      // Unpacked: the packed bytes depend on the zlib of the platform, the content does not.
      assertThat(SampleFiles.COMMITTED.content(name)).as(name).isEqualTo(written.content(name));
    }
  }

  @Test
  void theCommittedSampleStaysBelowFourMegabytes() throws IOException {
    long bytes = 0;
    for (String name : SampleFiles.COMMITTED.names()) {
      bytes += Files.size(SampleFiles.COMMITTED.path(name));
    }
    assertThat(bytes).isBetween(1L, LIMIT_BYTES);
  }

  @Test
  void everythingIsLabelledSynthetic() throws IOException {
    assertThat(SampleFiles.COMMITTED.json("sources/SOURCE.json").get("origin").textValue())
        .isEqualTo("synthetic");
    SampleFiles.COMMITTED
        .reports()
        .forEach((name, report) -> assertThat(report.get("synthetic").booleanValue()).isTrue());
    assertThat(SampleFiles.COMMITTED.json("sources/sotkanet/indicators.json"))
        .allSatisfy(indicator -> assertThat(indicator.get("synthetic").booleanValue()).isTrue());
    assertThat(
            SampleFiles.COMMITTED
                .json("sources/statfin/population_0_17.json.gz")
                .get("synthetic")
                .booleanValue())
        .isTrue();
  }
}

package fi.lape.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedDeliveryTest {
  private static final String UNCHANGED = " Nothing in the lake was changed.";

  @TempDir Path folder;
  private Path sources;

  @BeforeEach
  void copySample() {
    sources = Samples.copy(Samples.sources(), folder.resolve("sources"));
  }

  @Test
  void aFileCutShort() throws IOException {
    edit("sotkanet/regions.json", text -> text.substring(0, text.length() - 20));
    long lines = lines("sotkanet/regions.json");
    assertRefused(
        "FILE_TRUNCATED: the file 'sotkanet/regions.json' ends in the middle, at line %d (record %d). A file cut short in transfer would read as hidden or missing values. Fetch the file again."
            .formatted(lines, lines - 1));
  }

  @Test
  void aPersonalIdentityCodeInAFreeText() throws IOException {
    edit(
        "projects/KSU/01-interim.json",
        text -> text.replaceFirst("\"text\": ?\"", "\"text\": \"asiakas 131052-308T "));
    Throwable refusal = refusal();
    assertThat(refusal)
        .hasMessageStartingWith(
            "PERSONAL_ID: the file 'projects/KSU/01-interim.json' holds what is a valid Finnish personal identity code: 1 place, first at line ")
        .hasMessageNotContaining("131052");
  }

  @Test
  void damagedLetters() throws IOException {
    Path file = sources.resolve("accounts/project_accounts.csv");
    byte[] once = Files.readAllBytes(file);
    Files.write(
        file, new String(once, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8));
    assertThat(refusal())
        .hasMessageStartingWith(
            "FILE_ENCODING: the file 'accounts/project_accounts.csv' is not in the agreed encoding: ");
  }

  @Test
  void decimalPointsThroughout() throws IOException {
    edit("prices/price_index.csv", text -> text.replace(',', '.'));
    assertRefused(
        "QUARANTINE_TOO_LARGE: 16 of 16 rows of 'price_index' (100.0 %) failed their checks, most of them DECIMAL_POINT, but the contract tolerates 0.0 %. More bad rows than that are a fault of the delivery, not of rows. Correct the files, or change 'toleratedQuarantineShare' in the contract 'price_index'.");
  }

  @Test
  void twoVintagesOfOneSeries() throws IOException {
    Path second = sources.resolve("sotkanet/data/181-older.json");
    Files.writeString(
        second,
        "[{\"indicator\":181,\"region\":2,\"year\":2016,\"gender\":\"total\",\"value\":99.9}]");
    assertRefused(
        "VINTAGE_CONFLICT: sotkanet_value is given twice with different values: 1 key, first indicator 181, region 2, year 2016, gender total. Two vintages of a series must never be joined. Leave the older file out of the sources folder.");
  }

  @Test
  void anotherHeader() throws IOException {
    edit("prices/price_index.csv", text -> text.replace("code;base", "code;basis"));
    assertRefused(
        "FILE_HEADER: the file 'prices/price_index.csv' has another header than the agreed one. Columns would be mistaken for each other. Make its first line 'code;base;year;value', or change the input contract.");
  }

  @Test
  void reportsOfAnUnknownVersion() throws IOException {
    try (Stream<Path> reports = Files.walk(sources.resolve("projects"))) {
      for (Path report : reports.filter(Files::isRegularFile).toList()) {
        Files.writeString(
            report,
            Files.readString(report)
                .replaceFirst("\"schema_version\": ?\"[^\"]*\"", "\"schema_version\": \"9.9\""));
      }
    }
    assertRefused(
        "QUARANTINE_TOO_LARGE: 132 of 132 rows of 'project_report_document' (100.0 %) failed their checks, most of them SCHEMA_VERSION_UNKNOWN, but the contract tolerates 10.0 %. More bad rows than that are a fault of the delivery, not of rows. Correct the files, or change 'toleratedQuarantineShare' in the contract 'project_report_document'.");
  }

  @Test
  void anEmptyFolder() throws IOException {
    sources = Files.createDirectory(folder.resolve("empty"));
    assertRefused(
        "SOURCES_EMPTY: the sources folder '%s' holds no file that is read here. The subfolders projects, accounts, sotkanet, statfin, costs and prices, and register where there is one, are looked for. Put the files there, or give another --sources."
            .formatted(sources));
  }

  @Test
  void aFolderThatIsNotThere() {
    sources = folder.resolve("nowhere");
    assertRefused(
        "SOURCES_UNREADABLE: the sources folder '%s' cannot be read (FileNotFoundException). Every table of the evaluation comes from it. Check that it exists and may be read, or give another --sources."
            .formatted(sources));
  }

  @Test
  void aKindOfSourceThatIsMissing() throws IOException {
    Files.delete(sources.resolve("prices/price_index.csv"));
    assertRefused(
        "SOURCE_KIND_MISSING: the sources folder '%s' has no file for price_index. The evaluation joins all of them. Add the files, or give a further --sources that has them."
            .formatted(sources));
  }

  private void assertRefused(String message) {
    assertThat(refusal()).hasMessage(message + UNCHANGED);
  }

  /** Runs the ingest on a lake that has data and sees that no file of it is touched. */
  private Throwable refusal() {
    Path lake = SampleLake.path();
    List<String> before = listing(lake);
    Throwable[] thrown = new Throwable[1];
    assertThatThrownBy(
            () -> StageRuns.run(lake, "refused", new IngestStage(List.of(sources.toString()))))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
        .satisfies(e -> thrown[0] = e);
    assertThat(listing(lake)).isEqualTo(before);
    return thrown[0];
  }

  private static List<String> listing(Path lake) {
    try (Stream<Path> files = Files.walk(lake)) {
      return files.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void edit(String name, UnaryOperator<String> change) throws IOException {
    Path file = sources.resolve(name);
    String text = Files.readString(file);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
  }

  private long lines(String name) throws IOException {
    return Files.readString(sources.resolve(name)).lines().count();
  }
}

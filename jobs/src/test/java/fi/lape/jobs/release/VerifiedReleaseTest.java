package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.diff.Move;
import fi.lape.jobs.release.diff.ReleaseDiff;
import fi.lape.jobs.release.files.Checksums;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.files.Provenance;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.jobs.release.verify.Verification;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release says of itself, checked again and compared with another. */
class VerifiedReleaseTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path out;
  private Path release;

  @BeforeEach
  void copy() throws IOException {
    release = out.resolve("release-0001");
    try (Stream<Path> files = Files.walk(MadeUpRelease.first())) {
      for (Path file : files.toList()) {
        Files.copy(file, release.resolve(MadeUpRelease.first().relativize(file).toString()));
      }
    }
  }

  @Test
  void aReleaseAsItWasPublishedPasses() throws IOException {
    Verification found = Verification.of(release);
    assertThat(found.checks())
        .extracting(Verification.Check::name)
        .containsExactly("checksums", "contracts", "disclosure");
    assertThat(found.checks())
        .allSatisfy(check -> assertThat(check.status()).isEqualTo(Verification.Status.PASS));
    found.require();
  }

  @Test
  void theSecondReleaseIsVerifiedWithTheFirst() throws IOException {
    assertThat(Verification.of(MadeUpRelease.second()).checks().get(2).summary())
        .endsWith("with 1 earlier releases");
  }

  @Test
  void oneByteMoreIsFound() throws IOException {
    Path page = release.resolve("report.en.html");
    Files.writeString(page, Files.readString(page) + " ");
    Verification found = Verification.of(release);
    assertThat(found.checks().get(0).faults()).containsExactly("report.en.html: changed");
    assertThatThrownBy(found::require)
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("RELEASE_DAMAGED: ")
        .satisfies(e -> assertThat(((JobException) e).exitCode()).isEqualTo(ExitCode.DATA));
  }

  @Test
  void aFileThatIsGoneOrTooManyIsFound() throws IOException {
    Files.delete(release.resolve("README.txt"));
    Files.writeString(release.resolve("notes.txt"), "3");
    Verification found = Verification.of(release);
    assertThat(found.checks().get(0).faults())
        .containsExactly("notes.txt: is not in SHA256SUMS", "README.txt: is not there");
  }

  @Test
  void aTableThatBreaksItsContractIsFoundAndNotAttacked() throws IOException {
    Files.copy(
        release.resolve("parquet/data_flow.parquet"),
        release.resolve("parquet/project_year.parquet"),
        StandardCopyOption.REPLACE_EXISTING);
    Verification found = Verification.of(release);
    assertThat(found.checks().get(1).faults())
        .containsExactly("project_year: cannot be read by its contract");
    assertThat(found.checks().get(2).status()).isEqualTo(Verification.Status.NOT_EVALUATED);
  }

  @Test
  void aHiddenCountPutBackFailsWithTheCodeOfDisclosure() throws IOException {
    ReleaseTable table = read(release, "municipality_year");
    TableRow row =
        table
            .rows(
                r ->
                    r.text("outcome").equals("child-psychiatry")
                        && r.text("conf_status").equals("C"))
            .get(0);
    write(
        release,
        table.map(
            r ->
                r == row ? r.with("value", Optional.of(1000 * 2 / r.number("children_0_17"))) : r));
    Verification found = Verification.of(release);
    assertThat(found.json()).contains("\"disclosure\"", "FAIL");
    assertThatThrownBy(found::require)
        .hasMessageStartingWith("DISCLOSURE_FAILED: ")
        .satisfies(e -> assertThat(((JobException) e).exitCode()).isEqualTo(ExitCode.DISCLOSURE));
  }

  @Test
  void aFolderThatIsNoReleaseIsRefused() {
    assertThatThrownBy(() -> Verification.of(out))
        .hasMessageStartingWith("RELEASE_UNREADABLE: ")
        .satisfies(
            e -> assertThat(((JobException) e).exitCode()).isEqualTo(ExitCode.PLAN_OR_ARGUMENTS));
  }

  @Test
  void provenanceNamesPlanCodeSeedTablesAndHowToCount() throws IOException {
    JsonNode told = Provenance.read(MadeUpRelease.second());
    assertThat(told.path("release").asInt()).isEqualTo(2);
    assertThat(told.path("release_before").asInt()).isEqualTo(1);
    assertThat(told.path("plan_sha256").asText()).isEqualTo(MadeUpRelease.plan().sha256());
    assertThat(told.path("plan").path("study").asText()).isEqualTo(MadeUpRelease.plan().study());
    assertThat(told.path("seed").asLong()).isEqualTo(MadeUpRelease.plan().seed());
    assertThat(told.path("code_version").asText()).isNotBlank();
    assertThat(told.path("tables").path("effect_estimate").isNumber()).isTrue();
    assertThat(told.path("waivers").isArray()).isTrue();
    assertThat(told.path("deviations")).isEmpty();
    assertThat(Provenance.minCount(told)).isEqualTo(5);
    assertThat(Provenance.rules(told)).hasSameSizeAs(MadeUpRelease.plan().outcomes());
  }

  @Test
  void nothingMovesBetweenTwoReleasesOfTheSameLake() {
    ReleaseDiff diff = ReleaseDiff.between(MadeUpRelease.first(), MadeUpRelease.second());
    assertThat(diff.moves()).isEmpty();
    assertThat(diff.plan()).isEmpty();
    assertThat(diff.tables()).hasSize(Release.TABLES.size());
    assertThat(diff.tables()).allSatisfy(t -> assertThat(t.added() + t.removed()).isZero());
  }

  @Test
  void aNumberThatMovedIsExplainedByWhatCanReachIt() throws IOException {
    ReleaseTable estimates = read(release, "effect_estimate");
    TableRow moved = estimates.rows(r -> !r.isEmpty("estimate")).get(0);
    write(
        release,
        estimates.map(
            r -> r == moved ? r.with("estimate", Optional.of(r.number("estimate") + 1)) : r));
    ObjectNode told = (ObjectNode) Provenance.read(release);
    for (JsonNode analysis : told.path("plan").path("analyses")) {
      ((ObjectNode) analysis).put("method", "another-" + analysis.path("id").asText());
    }
    ((ObjectNode) told.path("plan")).set("title", JSON.readTree("{\"en\":\"Another title\"}"));
    Files.writeString(release.resolve(Provenance.FILE), JSON.writeValueAsString(told));
    ReleaseDiff diff = ReleaseDiff.between(MadeUpRelease.first(), release);
    assertThat(diff.moves()).hasSize(1);
    Move move = diff.moves().get(0);
    assertThat(move.table()).isEqualTo("effect_estimate");
    assertThat(move.column()).isEqualTo("estimate");
    assertThat(move.why()).containsExactly("plan: /analyses/" + moved.text("analysis") + "/method");
    assertThat(diff.plan()).hasSizeGreaterThan(2);
    assertThat(diff.json()).contains("\"why\"");
  }

  @Test
  void inputsAndCodeAreReasonsAndNothingIsUnexplained() throws IOException {
    ReleaseTable panel = read(release, "municipality_year");
    TableRow moved =
        panel.rows(r -> !r.isEmpty("value") && r.text("outcome").equals("unemployment")).get(0);
    write(
        release,
        panel.map(r -> r == moved ? r.with("value", Optional.of(r.number("value") + 1)) : r));
    assertThat(ReleaseDiff.between(MadeUpRelease.first(), release).moves().get(0).why())
        .containsExactly("UNEXPLAINED");
    ObjectNode told = (ObjectNode) Provenance.read(release);
    told.set(
        "inputs",
        JSON.readTree(
            "[{\"kind\":\"sotkanet\",\"file\":\"data/181.json\",\"sha256\":\"00\"},{\"kind\":\"projects\",\"file\":\"KSU/00-plan.json\",\"sha256\":\"00\"}]"));
    told.put("code_version", "9.9");
    Files.writeString(release.resolve(Provenance.FILE), JSON.writeValueAsString(told));
    assertThat(ReleaseDiff.between(MadeUpRelease.first(), release).moves().get(0).why())
        .hasSize(2)
        .contains("input: sotkanet/data/181.json new")
        .anyMatch(why -> why.startsWith("code: ") && why.endsWith(" -> 9.9"));
  }

  @Test
  void theChecksumsHoldTheProvenance() throws IOException {
    assertThat(Files.readString(release.resolve(Checksums.FILE))).contains("  provenance.json\n");
  }

  private static ReleaseTable read(Path release, String name) throws IOException {
    return ParquetTable.read(
        release.resolve("parquet").resolve(name + ".parquet"), Contracts.release(name));
  }

  private static void write(Path release, ReleaseTable table) throws IOException {
    Contract contract = Contracts.release(table.name());
    Path file = release.resolve("parquet").resolve(table.name() + ".parquet");
    Files.delete(file);
    ParquetTable.write(file, table, ParquetTable.describe(contract, Map.of()));
  }
}

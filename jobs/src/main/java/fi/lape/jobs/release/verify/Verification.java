package fi.lape.jobs.release.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.attack.FolderAttack;
import fi.lape.jobs.release.files.Checksums;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.files.Provenance;
import fi.lape.jobs.release.files.ReleaseFolder;
import fi.lape.jobs.release.table.Release;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks of a published release: every file as it was written, every table as its contract
 * promises, and no hidden count that the files, and the releases beside them that are older, give
 * away.
 *
 * @param release name of the folder
 * @param checks in the order they were made
 */
public record Verification(String release, List<Check> checks) {
  /** How a check ended. */
  public enum Status {
    PASS,
    FAIL,
    NOT_EVALUATED
  }

  /**
   * One check.
   *
   * @param name {@code checksums}, {@code contracts} or {@code disclosure}
   * @param summary what was looked at
   * @param faults each in words, without a hidden value
   */
  public record Check(String name, Status status, String summary, List<String> faults) {
    public Check {
      faults = List.copyOf(faults);
    }

    static Check of(String name, String summary, List<String> faults) {
      return new Check(name, faults.isEmpty() ? Status.PASS : Status.FAIL, summary, faults);
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public Verification {
    checks = List.copyOf(checks);
  }

  /**
   * Checks a release.
   *
   * @param folder such as {@code lape-release/release-0001}
   * @throws JobException {@code RELEASE_UNREADABLE} where the folder is no release
   */
  public static Verification of(Path folder) throws IOException {
    JsonNode provenance = Provenance.read(folder);
    List<Check> checks = new ArrayList<>();
    Checksums.Compared sums = Checksums.compare(folder);
    checks.add(Check.of("checksums", sums.files() + " files", sums.faults()));
    List<String> broken = new ArrayList<>();
    for (String table : Release.TABLES) {
      contract(folder, table).ifPresent(broken::add);
    }
    checks.add(Check.of("contracts", Release.TABLES.size() + " tables", broken));
    checks.add(
        broken.isEmpty()
            ? disclosure(folder, provenance)
            : new Check(
                "disclosure",
                Status.NOT_EVALUATED,
                "tables that cannot be read cannot be attacked",
                List.of()));
    return new Verification(folder.toAbsolutePath().normalize().getFileName().toString(), checks);
  }

  /**
   * Reading checks columns, types, required cells and keys; the footer says which promise it is.
   */
  private static Optional<String> contract(Path folder, String name) {
    Contract contract = Contracts.release(name);
    Path file = folder.resolve("parquet").resolve(name + ".parquet");
    try {
      String version = ParquetTable.metadata(file).getOrDefault("lape.contract_version", "none");
      if (!version.equals(contract.version())) {
        return Optional.of(
            "%s: contract version %s, and this program's is %s"
                .formatted(name, version, contract.version()));
      }
      ParquetTable.read(file, contract);
      return Optional.empty();
    } catch (IOException | RuntimeException e) { // of any kind: the bytes may be anything
      return Optional.of(name + ": cannot be read by its contract");
    }
  }

  private static Check disclosure(Path folder, JsonNode provenance) throws IOException {
    List<Path> before = new ReleaseFolder(folder.toAbsolutePath().getParent()).before(folder);
    FolderAttack.Result result =
        new FolderAttack(Provenance.minCount(provenance), Provenance.rules(provenance))
            .attack(folder, before, FolderAttack.Insider.NOBODY);
    List<String> faults = new ArrayList<>();
    result
        .exposed()
        .forEach((channel, places) -> places.forEach(place -> faults.add(channel + ": " + place)));
    faults.sort(String::compareTo);
    return Check.of(
        "disclosure",
        "%d hidden counts attacked, with %d earlier releases"
            .formatted(result.attacked(), before.size()),
        faults);
  }

  /** Whether a check of this name found a fault. */
  public boolean failed(String name) {
    return checks.stream().anyMatch(c -> c.name().equals(name) && c.status() == Status.FAIL);
  }

  /**
   * Refuses a release with a fault.
   *
   * @throws JobException {@code DISCLOSURE_FAILED} or {@code RELEASE_DAMAGED}
   */
  public void require() {
    if (failed("disclosure")) {
      throw new JobException(
          ExitCode.DISCLOSURE,
          "DISCLOSURE_FAILED",
          "hidden numbers of '%s' can be worked out from its files (places above). Numbers that are out cannot be called back by hiding them later. Withdraw the release, and report what happened."
              .formatted(release));
    }
    if (failed("checksums") || failed("contracts")) {
      throw new JobException(
          ExitCode.DATA,
          "RELEASE_DAMAGED",
          "'%s' is not as it was written (faults above). Somebody changed a file, or a copy was cut short. Take the release from where it was published, or release again."
              .formatted(release));
    }
  }

  /** The checks as JSON. */
  public String json() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }
}

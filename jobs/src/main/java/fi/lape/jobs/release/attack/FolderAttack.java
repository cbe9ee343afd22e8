package fi.lape.jobs.release.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.files.DataPackage;
import fi.lape.jobs.release.files.FinnishCsv;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contracts;
import fi.lape.schemas.Labels;
import fi.lape.schemas.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything a reader of a release folder can try: its tables and those of earlier releases by
 * linear programming, what its files say besides rows, its pages, and files that should not be
 * there, such as the log of a Delta table with the extremes of what was deleted.
 */
public final class FolderAttack {
  private final int minCount;
  private final List<OutcomeRule> rules;

  /**
   * @param minCount least count that may be shown
   * @param rules how values turn back into counts
   */
  public FolderAttack(int minCount, List<OutcomeRule> rules) {
    this.minCount = minCount;
    this.rules = List.copyOf(rules);
  }

  /**
   * What whoever makes a release knows and its readers do not.
   *
   * @param own hidden counts of one child
   * @param numbers hidden numbers with all their digits
   */
  public record Insider(List<OwnCount> own, Set<Double> numbers) {
    /** A reader of files only. */
    public static final Insider NOBODY = new Insider(List.of(), Set.of());
  }

  /**
   * What came of it.
   *
   * @param attacked hidden counts that were attacked
   * @param earlier names of the releases read with it
   * @param exposed by channel: {@code tables}, {@code earlier-releases}, {@code csv}, {@code
   *     statistics}, {@code report}, {@code files}; places in words, without a value
   */
  public record Result(int attacked, List<String> earlier, Map<String, List<String>> exposed) {
    /** How many things are given away. */
    public int count() {
      return exposed.values().stream().mapToInt(List::size).sum();
    }
  }

  /**
   * Attacks a release.
   *
   * @param before folders of the releases that lie beside it
   */
  public Result attack(Path folder, List<Path> before, Insider insider) throws IOException {
    ReadRelease release =
        new ReadRelease(folder.getFileName().toString(), minCount, ReadRelease.tables(folder));
    List<ReadRelease> earlier = new ArrayList<>();
    for (Path each : before) {
      earlier.add(ReadRelease.read(each));
    }
    Map<String, List<String>> exposed = new HashMap<>();
    ReleasedFilesAttack tables = new ReleasedFilesAttack(minCount, rules);
    ReleasedFilesAttack.Result together = tables.attack(release, earlier, insider.own());
    List<String> alone =
        earlier.isEmpty() || together.exposed() == 0
            ? together.places()
            : tables.attack(release, List.of(), insider.own()).places();
    exposed.put("tables", alone);
    List<String> difference = new ArrayList<>(together.places());
    difference.removeAll(alone);
    exposed.put("earlier-releases", difference);
    Set<Double> shown = new HashSet<>();
    List<String> csv = new ArrayList<>();
    List<String> statistics = new ArrayList<>();
    for (String name : Release.TABLES) {
      Path file = folder.resolve("parquet").resolve(name + ".parquet");
      ReleaseTable table = ParquetTable.read(file, Contracts.release(name));
      numbers(table, shown);
      csv(folder.resolve("csv").resolve(name + ".csv"), table, csv);
      statistics.addAll(StatisticsAttack.leaks(file, table));
    }
    exposed.put("csv", csv);
    exposed.put("statistics", statistics);
    Map<String, Double> scales = new HashMap<>();
    rules.stream()
        .filter(rule -> rule.kind() == OutcomeRule.Kind.CHILDREN)
        .forEach(rule -> scales.put(rule.outcome(), rule.scale()));
    exposed.put(
        "report",
        List.copyOf(
            new ReportAttack(release, outcomes(folder), scales, insider.numbers(), shown)
                .leaks(folder)));
    exposed.put("files", unexpected(folder));
    return new Result(
        together.attacked(), earlier.stream().map(ReadRelease::name).toList(), Map.copyOf(exposed));
  }

  /**
   * Attacks a release that is about to be published.
   *
   * @throws JobException {@code DISCLOSURE_FAILED} with how much is given away by what, never which
   */
  public Result check(Path folder, List<Path> before, Insider insider) throws IOException {
    Result result = attack(folder, before, insider);
    if (result.count() > 0) {
      throw failed(result);
    }
    return result;
  }

  private JobException failed(Result result) {
    List<String> words = new ArrayList<>();
    result.exposed().entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> words.add(each.getKey() + " " + each.getValue().size()));
    boolean differences = words.size() == 1 && words.get(0).startsWith("earlier-releases");
    return new JobException(
        ExitCode.DISCLOSURE,
        "DISCLOSURE_FAILED",
        "%d hidden counts of children could be worked out from the files that would be published (%s). A count below %d must stay uncertain. Nothing was published. %s"
            .formatted(
                result.count(),
                String.join(", ", words),
                minCount,
                differences
                    ? "What an earlier release in the folder shows cannot be hidden any more, and a difference of two totals is a count: release by the rules of the earlier release, or, if that one never left the house, into another folder with --out."
                    : "This is a fault in the program; the lake is untouched."));
  }

  private static void numbers(ReleaseTable table, Set<Double> shown) {
    for (Column column : table.contract().columns()) {
      if (column.type() == LogicalType.DOUBLE) {
        for (TableRow row : table.rows(r -> !r.isEmpty(column.name()))) {
          shown.add(row.number(column.name()));
        }
      }
    }
  }

  private static void csv(Path file, ReleaseTable table, List<String> leaks) throws IOException {
    List<String> written = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    List<String> expected = FinnishCsv.text(table).lines().toList();
    for (int i = 0; i < Math.max(written.size(), expected.size()); i++) {
      if (i >= written.size() || i >= expected.size() || !written.get(i).equals(expected.get(i))) {
        leaks.add(
            "%s: line %d is not that of the Parquet file".formatted(file.getFileName(), i + 1));
      }
    }
  }

  private static Map<String, Labels> outcomes(Path folder) throws IOException {
    Map<String, Labels> outcomes = new HashMap<>();
    JsonNode names =
        new ObjectMapper()
            .readTree(folder.resolve(DataPackage.FILE).toFile())
            .path("codeLists")
            .path("plan.outcome");
    names
        .properties()
        .forEach(
            each ->
                outcomes.put(
                    each.getKey(),
                    new Labels(
                        each.getValue().path("fi").asText(),
                        each.getValue().path("sv").asText(),
                        each.getValue().path("en").asText())));
    return outcomes;
  }

  private static List<String> unexpected(Path folder) throws IOException {
    List<String> unexpected = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!isExpected(name)) {
          unexpected.add(name);
        }
      }
    }
    return unexpected;
  }

  private static boolean isExpected(String name) {
    return Set.of(
                "README.txt",
                "SHA256SUMS",
                "datapackage.json",
                "disclosure-log.json",
                "provenance.json")
            .contains(name)
        || name.matches("report\\.[a-z]{2}\\.html")
        || Release.TABLES.stream()
            .anyMatch(
                t -> name.equals("parquet/" + t + ".parquet") || name.equals("csv/" + t + ".csv"));
  }
}

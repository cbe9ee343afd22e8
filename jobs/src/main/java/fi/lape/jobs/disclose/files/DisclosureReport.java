package fi.lape.jobs.disclose.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.lape.jobs.disclose.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What was done to every table and why, without a value.
 *
 * @param attacked hidden numbers that were attacked from the written files alone
 * @param exposed those that could be worked out too closely; a log is only written with none
 */
public record DisclosureReport(List<String> rules, List<Table> tables, int attacked, int exposed) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * One table.
   *
   * @param status {@code PASS} or {@code SUPPRESSED}
   * @param numbers that the table had
   * @param primary hidden for themselves
   * @param secondary hidden to protect others
   */
  public record Table(String file, String status, int numbers, int primary, int secondary) {}

  static DisclosureReport of(
      DisclosureRules rules, LinkedFiles files, TablesOfFiles.Result solved, BitSet hidden) {
    List<Table> tables = new ArrayList<>();
    for (int t = 0; t < files.tables().size(); t++) {
      int numbers = 0;
      int primary = 0;
      int secondary = 0;
      for (Place place : files.places().get(t)) {
        Integer cell = solved.indexes().get(place);
        if (cell != null) {
          numbers++;
          if (solved.table().cells().get(cell).role() == Cell.Role.PRIMARY) {
            primary++;
          } else if (hidden.get(cell)) {
            secondary++;
          }
        }
      }
      tables.add(
          new Table(
              files.tables().get(t).file(),
              primary + secondary == 0 ? "PASS" : "SUPPRESSED",
              numbers,
              primary,
              secondary));
    }
    int attacked = (int) solved.indexes().values().stream().filter(hidden::get).count();
    return new DisclosureReport(words(rules), List.copyOf(tables), attacked, 0);
  }

  private static List<String> words(DisclosureRules rules) {
    List<String> words = new ArrayList<>();
    words.add(
        "counts below %d are hidden%s"
            .formatted(rules.minimumCount(), rules.showsZeros() ? ", zeros are shown" : ""));
    words.add(
        "amounts of fewer than %d contributors are hidden".formatted(rules.minimumContributors()));
    rules
        .dominance()
        .ifPresent(
            d ->
                words.add(
                    "amounts of which %d hold%s more than %s are hidden"
                        .formatted(d.n(), d.n() == 1 ? "s" : "", d.k())));
    rules
        .percent()
        .ifPresent(
            p ->
                words.add(
                    "amounts are hidden whose largest part can be told within %s %%".formatted(p)));
    return words;
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("disclosure-log.json"), json());
  }

  /** Returns the log as it is written. */
  public String json() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }
}

package fi.lape.jobs.disclose.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.schemas.DocumentFault;
import fi.lape.schemas.DocumentSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must be hidden in which tables: a YAML file of the form {@code
 * disclosure-rules.schema.json}.
 *
 * @param minimumCount counts below it are hidden, and complements
 * @param zeros {@code hide} or {@code show}
 * @param minimumContributors amounts of fewer are hidden
 * @param dominance amounts are hidden of which the n largest contributors hold more than the share
 *     k
 * @param percent amounts are hidden where the second contributor could estimate the first within so
 *     many per cent
 * @param costOfTotals how many inner cells a reader would rather lose than one total
 */
public record DisclosureRules(
    int minimumCount,
    String zeros,
    int minimumContributors,
    Optional<Dominance> dominance,
    Optional<Double> percent,
    double costOfTotals,
    List<Table> tables) {

  /** The (n, k) rule; n is 1 or 2. */
  public record Dominance(int n, double k) {}

  /**
   * One file.
   *
   * @param measure what the numbers are; tables of one measure share cells and are solved together
   * @param value column of the numbers
   * @param kind {@code count} or {@code amount}
   * @param of column of what a count is a part of
   * @param derived columns computed from the value, hidden with it
   * @param contributors column: how many stand behind an amount
   * @param largest column: the largest contribution to an amount
   * @param second column: the second largest
   * @param dimensions by name; a dimension a table lacks is at its total there
   */
  public record Table(
      String file,
      String measure,
      String value,
      String kind,
      Optional<String> of,
      List<String> derived,
      Optional<String> contributors,
      Optional<String> largest,
      Optional<String> second,
      Map<String, Dimension> dimensions) {
    public Table {
      derived = derived == null ? List.of() : List.copyOf(derived);
      dimensions = Map.copyOf(dimensions);
    }

    boolean isCount() {
      return kind.equals("count");
    }
  }

  /**
   * One dimension of a table. Without total and parents its codes are not summed, such as years.
   *
   * @param column it is in
   * @param total code of the total
   * @param parents file whose lines say of a code what it is summed into
   * @param partial whether codes may be left out, so that a total can hold more than is shown
   */
  public record Dimension(
      String column, Optional<String> total, Optional<String> parents, boolean partial) {}

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new Jdk8Module())
          .build();

  boolean showsZeros() {
    return zeros.equals("show");
  }

  /**
   * Reads and checks the rules.
   *
   * @throws JobException {@code RULES_UNREADABLE} or {@code RULES_INVALID} naming every fault
   */
  public static DisclosureRules read(Path file) {
    try {
      JsonNode tree = YAML.readTree(Files.readString(file));
      List<DocumentFault> faults = DocumentSchemas.disclosureRules().check(tree);
      if (faults.isEmpty()) {
        return YAML.treeToValue(Defaults.fill(tree), DisclosureRules.class);
      }
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "RULES_INVALID",
          "the disclosure rules '%s' have %d fault%s:%n  %s%nNothing is hidden by rules with a fault. Correct them; the form is schemas/documents/disclosure-rules.schema.json."
              .formatted(
                  file.getFileName(),
                  faults.size(),
                  faults.size() == 1 ? "" : "s",
                  faults.stream()
                      .map(fault -> fault.pointer() + ": " + fault.message())
                      .collect(Collectors.joining("\n  "))));
    } catch (JsonProcessingException e) {
      throw unreadable(file, "is not YAML of the expected form", e);
    } catch (IOException e) {
      throw unreadable(file, "cannot be read", e);
    }
  }

  private static JobException unreadable(Path file, String what, IOException cause) {
    return new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "RULES_UNREADABLE",
        "the file of rules '%s' %s. Nothing can be hidden without rules. Give an existing YAML file with --rules."
            .formatted(file.getFileName(), what),
        cause);
  }
}

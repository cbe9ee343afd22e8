package fi.lape.jobs.disclose.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README: municipalities in one table, their areas in another. */
class ExampleTablesTest {
  private static final Path EXAMPLE = Path.of("../data-samples/tables");

  @TempDir Path folder;

  @Test
  void aTotalInAnotherTableGivesNothingAway() throws IOException {
    Path out = folder.resolve("out");
    DisclosureReport report =
        ProtectedFiles.write(EXAMPLE, DisclosureRules.read(EXAMPLE.resolve("rules.yaml")), out);
    assertThat(report.exposed()).isZero();
    List<String> municipalities = Files.readAllLines(out.resolve("placed_by_municipality.csv"));
    assertThat(municipalities).contains("Lepikko;foster;;C");
    List<String> areas = Files.readAllLines(out.resolve("placed_by_area.csv"));
    boolean totalHidden = areas.stream().anyMatch(line -> line.startsWith("North;foster;;"));
    long partners =
        municipalities.stream()
            .filter(line -> line.matches("(Koivula|Männikkö);foster;;D"))
            .count();
    // 44 children of North in foster care less 24 and 17 would be Lepikko's 3.
    assertThat(totalHidden || partners > 0).isTrue();
  }

  @Test
  void noContributorIsPublished() throws IOException {
    Path out = folder.resolve("out");
    ProtectedFiles.write(EXAMPLE, DisclosureRules.read(EXAMPLE.resolve("rules.yaml")), out);
    assertThat(Files.readAllLines(out.resolve("cost_by_area.csv")).get(0))
        .isEqualTo("area;form;eur_1000;conf_status");
  }
}

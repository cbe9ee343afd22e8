package fi.lape.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanWordsTest {
  /** The report has words for each diagnostic that an analysis comes with. */
  @Test
  void theDiagnosticsOfThePlanAreThoseOfTheReport() throws IOException {
    Set<String> words =
        Files.readAllLines(Path.of("src/main/resources/report/messages_en.properties")).stream()
            .filter(line -> line.startsWith("diagnostic."))
            .map(line -> line.substring("diagnostic.".length(), line.indexOf('=')))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> diagnostics = new TreeSet<>(PlanWords.DIAGNOSTICS);
    diagnostics.addAll(PlanWords.AFTERWARDS);
    assertThat(diagnostics).isEqualTo(words);
  }
}

package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Indicator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionTest {

  @Test
  void exactlyTheCountsBelowFiveAreAbsent(@TempDir Path folder) throws IOException {
    SampleProgramme.write(
        folder, SampleSettings.standard().withSuppression(false).withFaults(false));
    SampleFiles open = new SampleFiles(folder);
    int hidden = 0;
    for (Indicator indicator : CodeLists.standard().indicators()) {
      if (indicator.suppressedBelow().isEmpty() || indicator.id() == 3563) {
        continue;
      }
      Map<String, Long> published = SampleFiles.COMMITTED.counts(indicator.id(), "KUNTA");
      for (Map.Entry<String, Long> cell : open.counts(indicator.id(), "KUNTA").entrySet()) {
        boolean small = cell.getValue() < indicator.suppressedBelow().getAsInt();
        assertThat(published.containsKey(cell.getKey())).isEqualTo(!small);
        hidden += small ? 1 : 0;
      }
    }
    assertThat(hidden).isGreaterThan(1000);
  }

  @Test
  void noCountOfOneToFourIsPublishedAtAnyLevel() throws IOException {
    for (Indicator indicator : CodeLists.standard().indicators()) {
      if (indicator.suppressedBelow().isEmpty() || indicator.id() == 3563) {
        continue;
      }
      for (SampleFiles.Row row : SampleFiles.COMMITTED.rows(indicator.id())) {
        // The planted negative count is a fault, not a small count.
        long count = Math.abs(row.count().orElseThrow());
        assertThat(count).as("%s", row).isGreaterThan(4);
      }
    }
  }

  @Test
  void indicatorsWithoutAHidingRuleHaveEveryMunicipalityInEveryYear() throws IOException {
    for (Indicator indicator : CodeLists.standard().indicators()) {
      if (indicator.suppressedBelow().isPresent() || indicator.id() == 423) {
        continue;
      }
      long municipal =
          SampleFiles.COMMITTED.rows(indicator.id()).stream()
              .filter(SampleFiles.Row::isMunicipal)
              .count();
      assertThat(municipal).as("indicator %s", indicator.id()).isEqualTo(309 * 12);
    }
  }
}

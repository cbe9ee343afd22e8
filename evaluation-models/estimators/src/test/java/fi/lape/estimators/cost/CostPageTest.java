package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of cost-effectiveness explains every refusal of a ratio, and no other. */
class CostPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  @Test
  void everyRefusalOfARatioIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/methods/cost-effectiveness.md"));
    List<String> rows = ROW.matcher(page).results().map(MatchResult::group).toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(NoRatio.values()).map(r -> "| `" + r.name() + "` |").toList());
  }
}

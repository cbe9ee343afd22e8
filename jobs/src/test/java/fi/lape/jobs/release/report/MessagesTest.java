package fi.lape.jobs.release.report;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.Reason;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static Set<String> keys(String language) throws IOException {
    Path bundle = Path.of("src/main/resources/report/messages_" + language + ".properties");
    Properties messages = new Properties();
    try (Reader in = Files.newBufferedReader(bundle, StandardCharsets.UTF_8)) {
      messages.load(in);
    }
    return new TreeSet<>(messages.stringPropertyNames());
  }

  @Test
  void everyLanguageSaysTheSameThings() throws IOException {
    assertThat(keys("fi")).hasSizeGreaterThan(200).isEqualTo(keys("en")).isEqualTo(keys("sv"));
  }

  @Test
  void everyReasonOfAMethodHasItsWords() throws IOException {
    Set<String> english = keys("en");
    for (Reason reason : List.of(Reason.values())) {
      assertThat(english).contains("reason." + reason.name());
    }
  }
}

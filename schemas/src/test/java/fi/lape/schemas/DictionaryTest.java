package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  private static final Path FILE = Path.of("DICTIONARY.md");

  @Test
  void theDictionarySaysWhatTheContractsSay() throws IOException {
    String fresh = Dictionary.write();
    if (Boolean.getBoolean("lape.dictionary.write")) {
      Files.writeString(FILE, fresh);
    }
    assertThat(Files.readString(FILE))
        .withFailMessage(
            "DICTIONARY_STALE: schemas/DICTIONARY.md does not say what the contracts and code lists"
                + " say. It is generated from them. Write it anew with: mvn -q -pl schemas test"
                + " -Dtest=DictionaryTest -Dlape.dictionary.write=true")
        .isEqualTo(fresh);
  }

  @Test
  void everyColumnIsInTheDictionaryInThreeLanguages() throws IOException {
    String dictionary = Files.readString(FILE);
    for (Contract contract : Contracts.all()) {
      assertThat(dictionary).contains("## " + contract.stage().code() + " / " + contract.name());
      for (Column column : contract.columns()) {
        assertThat(dictionary)
            .contains("| `" + column.name() + "`")
            .contains(
                "| %s | %s | %s"
                    .formatted(column.labels().fi(), column.labels().sv(), column.labels().en()));
      }
    }
  }
}

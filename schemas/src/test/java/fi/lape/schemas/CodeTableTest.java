package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeTableTest {
  @Test
  void quotesHoldCommasAndDoubledQuotes() {
    assertThat(CodeTable.parse("a.csv", "code,name\n01,\"koulu, \"\"uusi\"\"\"\n02,\n"))
        .containsExactly(
            Map.of("code", "01", "name", "koulu, \"uusi\""), Map.of("code", "02", "name", ""));
  }

  @Test
  void aLineOfAnotherLengthIsNamed() {
    assertThatThrownBy(() -> CodeTable.parse("a.csv", "code,name\n01\n"))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "CODE_LIST_INVALID: a.csv: line 2 has 1 fields, the header has 2. Code lists are comma"
                + " separated UTF-8 with a header. Correct schemas/codelists/a.csv.");
    assertThatThrownBy(() -> CodeTable.parse("a.csv", "code\n\"01\n"))
        .hasMessageStartingWith("CODE_LIST_INVALID: a.csv: a quote is not closed in");
    assertThatThrownBy(() -> CodeTable.parse("a.csv", ""))
        .hasMessageStartingWith("CODE_LIST_INVALID: a.csv: there is no header.");
  }

  @Test
  void everyCodeOfEveryListHasThreeNames() {
    CodeLists lists = CodeLists.standard();
    for (String list : lists.names()) {
      for (Code code : lists.codes(list)) {
        for (String language : new String[] {"fi", "sv", "en"}) {
          assertThat(code.labels().in(language)).as("%s %s", list, code.code()).isNotBlank();
        }
      }
    }
    assertThatThrownBy(() -> lists.codes("regions").get(0).labels().in("de"))
        .hasMessageStartingWith("LANGUAGE_UNKNOWN: 'de' is not a language of the labels.");
  }
}

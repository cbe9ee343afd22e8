package fi.lape.schemas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes DICTIONARY.md: every table, column and code list in Finnish, Swedish and English. */
final class Dictionary {
  /** Longer lists are named with their length only; their files are the place to look. */
  private static final int LONGEST_LIST = 60;

  private final CodeLists lists = CodeLists.standard();
  private final StringBuilder text = new StringBuilder();

  private Dictionary() {}

  static String write() {
    Dictionary dictionary = new Dictionary();
    dictionary.head();
    Contracts.all().forEach(dictionary::table);
    dictionary.codeLists();
    return dictionary.text.toString();
  }

  private void head() {
    line("# Tietosanasto · Datakatalog · Data dictionary");
    line("");
    line(
        "Generated from the contracts and code lists of this folder; do not edit. To write it anew:");
    line("`mvn -q -pl schemas test -Dtest=DictionaryTest -Dlape.dictionary.write=true`.");
    line("");
    line(
        "**Avain** · **nyckel** · **key**: the row is unique in these columns. **Luokka** · **klass** · **class**:");
    line("public, internal, confidential. **≥ n**: counts of people below n are not released.");
    line("");
    for (Stage stage : Stage.values()) {
      line(
          "- **%s**: %s"
              .formatted(
                  stage.code(),
                  Contracts.all().stream()
                      .filter(contract -> contract.stage() == stage)
                      .map(c -> "[%s](#%s)".formatted(c.name(), anchor(c)))
                      .collect(Collectors.joining(", "))));
    }
    line("- [Koodistot · kodlistor · code lists](#code-lists)");
  }

  private void table(Contract contract) {
    line("");
    line("<a id=\"%s\"></a>".formatted(anchor(contract)));
    line("");
    line("## %s / %s".formatted(contract.stage().code(), contract.name()));
    line("");
    line("**%s**  ".formatted(labels(contract.labels())));
    line(contract.purpose() + "  ");
    line(
        "Avain · nyckel · key: %s. Version %s. Karanteenin raja · karantängräns · tolerated quarantine: %s %%."
            .formatted(
                String.join(", ", contract.primaryKey()),
                contract.version(),
                percent(contract.toleratedQuarantineShare())));
    line("");
    line("| column | type | suomi | svenska | English | unit | code list, limits | null | class |");
    line("|---|---|---|---|---|---|---|---|---|");
    contract.columns().forEach(this::column);
  }

  private void column(Column column) {
    String note = column.description().isEmpty() ? "" : "<br>" + column.description();
    line(
        "| `%s`%s%s | %s | %s | %s | %s%s | %s | %s | %s | %s |"
            .formatted(
                column.name(),
                column.key() ? " *" : "",
                column.physicalName().equals(column.name())
                    ? ""
                    : "<br>" + column.physicalName().replace("|", "\\|"),
                column.type().physicalName(),
                column.labels().fi(),
                column.labels().sv(),
                column.labels().en(),
                note.replace("|", "\\|"),
                column.unit().orElse(""),
                limits(column),
                column.nullMeaning().map(m -> "[" + m + "](#list-null_meanings)").orElse(""),
                classification(column)));
  }

  private static String limits(Column column) {
    StringBuilder text = new StringBuilder();
    column
        .codeList()
        .ifPresent(
            list -> text.append("[").append(list).append("](#list-").append(list).append(") "));
    column.minimum().ifPresent(minimum -> text.append("≥ ").append(number(minimum)).append(' '));
    column.maximum().ifPresent(maximum -> text.append("≤ ").append(number(maximum)).append(' '));
    column.pattern().ifPresent(p -> text.append('`').append(p.replace("|", "\\|")).append('`'));
    return text.toString().strip();
  }

  private static String classification(Column column) {
    String name = column.classification().name().toLowerCase(Locale.ROOT);
    return column.minimumCellCount().isPresent() && column.minimumCellCount().getAsInt() > 0
        ? name + ", ≥ " + column.minimumCellCount().getAsInt()
        : name;
  }

  private void codeLists() {
    line("");
    line("<a id=\"code-lists\"></a>");
    line("");
    line("## Koodistot · kodlistor · code lists");
    for (String name : lists.names()) {
      List<Code> codes = lists.codes(name);
      line("");
      line("<a id=\"list-%s\"></a>".formatted(name));
      line("");
      line("### " + name);
      line("");
      if (codes.size() > LONGEST_LIST) {
        line("%d codes: `%s`.".formatted(codes.size(), file(name)));
        continue;
      }
      line("| code | suomi | svenska | English |");
      line("|---|---|---|---|");
      for (Code code : codes) {
        line(
            "| `%s`%s | %s | %s | %s |"
                .formatted(
                    code.code(),
                    symbol(name, code.code()),
                    code.labels().fi(),
                    code.labels().sv(),
                    code.labels().en()));
      }
    }
  }

  private String symbol(String list, String code) {
    return list.equals("symbols")
        ? lists.symbols().stream()
            .filter(symbol -> symbol.code().equals(code))
            .map(symbol -> symbol.symbol().isEmpty() ? " (empty)" : " `" + symbol.symbol() + "`")
            .findFirst()
            .orElse("")
        : "";
  }

  private static String file(String list) {
    return Optional.of("codelists/municipalities.csv")
        .filter(file -> list.equals("municipalities") || list.equals("panel_units"))
        .orElse("codelists/" + list + ".csv");
  }

  private static String labels(Labels labels) {
    return labels.fi() + " · " + labels.sv() + " · " + labels.en();
  }

  private static String anchor(Contract contract) {
    return contract.stage().code() + "-" + contract.name();
  }

  private static String percent(double share) {
    return number(share * 100);
  }

  private static String number(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(12))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}

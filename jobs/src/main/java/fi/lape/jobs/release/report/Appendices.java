package fi.lape.jobs.release.report;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import fi.lape.jobs.release.table.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reporting standards, item by item, with the place in the report and the tables that hold the
 * evidence. The column of the judgement is empty: that is for people.
 */
final class Appendices {
  private static final List<String> LISTS = List.of("trend", "record", "cheers", "robins");
  private static final String LETTERS = "ABCD";

  private final Material material;
  private final Words words;

  Appendices(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /**
   * @param sections of the report, to which items point by number
   */
  List<SectionView> all(List<SectionView> sections) {
    List<Map<String, String>> items = items();
    List<SectionView> appendices = new ArrayList<>();
    for (int i = 0; i < LISTS.size(); i++) {
      String list = LISTS.get(i);
      appendices.add(
          new SectionMaker(words, LETTERS.substring(i, i + 1), list)
              .text(list + ".lead")
              .table(
                  table(
                      list,
                      items.stream().filter(item -> item.get("list").equals(list)).toList(),
                      sections),
                  "",
                  "none.checklists")
              .done());
    }
    return appendices;
  }

  private TableView table(
      String list, List<Map<String, String>> items, List<SectionView> sections) {
    TableMaker table =
        new TableMaker(
            words.get(list + ".table"),
            words.list("head.item", "head.where", "head.evidence", "head.judgement"));
    for (Map<String, String> item : items) {
      List<String> where = new ArrayList<>();
      for (String id : words(item.get("sections"))) {
        where.add(id.equals("answer") ? words.get("first-page") : number(id, sections));
      }
      List<String> evidence = new ArrayList<>();
      for (String name : words(item.get("tables"))) {
        Release release = material.release();
        evidence.add(name + " (" + words.numbers().whole(release.table(name).rows().size()) + ")");
      }
      table
          .text(item.get("item") + ". " + item.get(words.language().code()))
          .text(where.isEmpty() ? words.get("for-people") : String.join(", ", where))
          .text(String.join(", ", evidence))
          .text("");
    }
    return table.done(words.get("checklist.note"));
  }

  private String number(String id, List<SectionView> sections) {
    return sections.stream()
        .filter(section -> section.id().equals(id))
        .findFirst()
        .map(SectionView::number)
        .orElseThrow(() -> new IllegalStateException("checklists.csv points to section " + id));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static List<Map<String, String>> items() {
    CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(';');
    try (InputStream in = Appendices.class.getResourceAsStream("/report/checklists.csv");
        MappingIterator<Map<String, String>> rows =
            new CsvMapper()
                .readerForMapOf(String.class)
                .with(schema)
                .readValues(Objects.requireNonNull(in, "checklists.csv"))) {
      return rows.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

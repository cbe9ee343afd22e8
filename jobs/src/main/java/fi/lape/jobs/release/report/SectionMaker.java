package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.List;

/** Puts a {@link SectionView} together, block by block. */
final class SectionMaker {
  private final Words words;
  private final String id;
  private final String number;
  private final List<Block> blocks = new ArrayList<>();

  /** A section whose title is the text {@code section.ID}. */
  SectionMaker(Words words, String number, String id) {
    this.words = words;
    this.number = number;
    this.id = id;
  }

  /** A paragraph. */
  SectionMaker text(String key, Object... values) {
    return plain(words.get(key, values));
  }

  /** A paragraph that is put together already. */
  SectionMaker plain(String text) {
    return add("text", text, List.of(), List.of(), List.of(), List.of());
  }

  SectionMaker heading(String key) {
    return add("heading", words.get(key), List.of(), List.of(), List.of(), List.of());
  }

  SectionMaker list(List<String> lines) {
    return lines.isEmpty() ? this : add("list", "", lines, List.of(), List.of(), List.of());
  }

  /** A table; where it has no rows, the text that says why. */
  SectionMaker table(TableView table, String style, String whenEmpty) {
    return table.rows().isEmpty()
        ? text(whenEmpty)
        : add("table", style, List.of(), List.of(table), List.of(), List.of());
  }

  /** A table behind details, closed until somebody opens them. */
  SectionMaker details(String key, TableView table) {
    return table.rows().isEmpty()
        ? this
        : add("details", words.get(key), List.of(), List.of(table), List.of(), List.of());
  }

  /** Charts; where there are none, the text that says why. */
  SectionMaker charts(List<ChartView> charts, String whenEmpty) {
    return charts.isEmpty()
        ? text(whenEmpty)
        : add("chart", "", List.of(), List.of(), charts, List.of());
  }

  SectionMaker flow(List<FlowStep> steps) {
    return add("flow", "", List.of(), List.of(), List.of(), steps);
  }

  private SectionMaker add(
      String kind,
      String text,
      List<String> lines,
      List<TableView> tables,
      List<ChartView> charts,
      List<FlowStep> flow) {
    blocks.add(new Block(kind, text, List.copyOf(lines), tables, List.copyOf(charts), flow));
    return this;
  }

  SectionView done() {
    return new SectionView(id, number, words.get("section." + id), List.copyOf(blocks));
  }
}

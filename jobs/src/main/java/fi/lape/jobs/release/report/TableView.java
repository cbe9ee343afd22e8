package fi.lape.jobs.release.report;

import java.util.List;

/**
 * A table of the page; the first cell of every row is its heading.
 *
 * @param note what the reader must know to read it, or empty
 */
public record TableView(String caption, List<String> head, List<Row> rows, String note) {
  /** Every row as one line of text, each cell after its heading. */
  List<String> lines() {
    return rows.stream()
        .map(
            row ->
                row.cells().stream()
                    .filter(cell -> !cell.text().isEmpty())
                    .map(cell -> cell.label() + ": " + cell.text())
                    .collect(java.util.stream.Collectors.joining(" · ")))
        .toList();
  }

  /** One row. */
  public record Row(List<Cell> cells) {}

  /**
   * One cell.
   *
   * @param label heading of its column, shown beside it on a narrow screen
   * @param kind {@code text}, {@code number} or {@code status-…}
   * @param bar width of a bar behind the number in per cent, 0 for none
   * @param small second line, or empty
   */
  public record Cell(String label, String text, String kind, int bar, String small) {
    /** Whether the cell is a judgement, shown strong. */
    public boolean status() {
      return kind.startsWith("status");
    }
  }
}

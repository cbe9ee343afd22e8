package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.List;

/** Puts a {@link TableView} together, row by row. */
final class TableMaker {
  private final String caption;
  private final List<String> head;
  private final List<TableView.Row> rows = new ArrayList<>();
  private List<TableView.Cell> current = new ArrayList<>();

  TableMaker(String caption, List<String> head) {
    this.caption = caption;
    this.head = List.copyOf(head);
  }

  TableMaker text(String text) {
    return cell(text, "text", 0, "");
  }

  TableMaker text(String text, String small) {
    return cell(text, "text", 0, small);
  }

  TableMaker number(String text) {
    return cell(text, "number", 0, "");
  }

  TableMaker number(String text, String small) {
    return cell(text, "number", 0, small);
  }

  /** A number with a bar as long as its share of the largest. */
  TableMaker bar(String text, double share) {
    return cell(text, "number", (int) Math.round(100 * Math.max(0, Math.min(1, share))), "");
  }

  TableMaker status(String text, String status, String small) {
    return cell(text, "status-" + status, 0, small);
  }

  private TableMaker cell(String text, String kind, int bar, String small) {
    current.add(new TableView.Cell(head.get(current.size()), text, kind, bar, small));
    if (current.size() == head.size()) {
      rows.add(new TableView.Row(List.copyOf(current)));
      current = new ArrayList<>();
    }
    return this;
  }

  TableView done() {
    return done("");
  }

  TableView done(String note) {
    if (!current.isEmpty()) {
      throw new IllegalStateException("a row of '" + caption + "' is not finished");
    }
    return new TableView(caption, head, List.copyOf(rows), note);
  }
}

package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.List;

/** Tables of counts for tests: small counts must be hidden, others may. */
final class Tables {
  static final int LEAST = 5;

  private Tables() {}

  static Cell count(String name, double value) {
    return value < LEAST
        ? new Cell(
            name,
            value,
            Cell.Role.PRIMARY,
            0,
            LEAST - 1,
            new Cell.Protection(0, 0, LEAST - 1),
            1,
            value == 1)
        : new Cell(
            name,
            value,
            Cell.Role.FREE,
            LEAST,
            Double.POSITIVE_INFINITY,
            new Cell.Protection(0, 0, 1),
            1,
            false);
  }

  /** Rows × columns with all margins; cell (i, j) is at i · (columns + 1) + j, totals last. */
  static CellTable twoWay(double[][] inner) {
    int rows = inner.length;
    int columns = inner[0].length;
    double[][] all = new double[rows + 1][columns + 1];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        all[i][j] = inner[i][j];
        all[i][columns] += inner[i][j];
        all[rows][j] += inner[i][j];
        all[rows][columns] += inner[i][j];
      }
    }
    List<Cell> cells = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (int i = 0; i <= rows; i++) {
      int[] parts = new int[columns];
      for (int j = 0; j <= columns; j++) {
        cells.add(count("cell " + i + " " + j, all[i][j]));
        if (j < columns) {
          parts[j] = i * (columns + 1) + j;
        }
      }
      relations.add(Relation.sum(i * (columns + 1) + columns, parts));
    }
    for (int j = 0; j <= columns; j++) {
      int[] parts = new int[rows];
      for (int i = 0; i < rows; i++) {
        parts[i] = i * (columns + 1) + j;
      }
      relations.add(Relation.sum(rows * (columns + 1) + j, parts));
    }
    return new CellTable(cells, relations);
  }
}

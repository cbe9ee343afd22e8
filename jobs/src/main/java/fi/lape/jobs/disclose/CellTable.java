package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Numbers and the relations between them; tables that share cells are one of these.
 *
 * @param cells in a fixed order; other types name them by index
 * @param relations that every reader knows
 */
public record CellTable(List<Cell> cells, List<Relation> relations) {
  public CellTable {
    cells = List.copyOf(cells);
    relations = List.copyOf(relations);
  }

  /** Returns the cells that are hidden for themselves. */
  BitSet primary() {
    BitSet primary = new BitSet();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).role() == Cell.Role.PRIMARY) {
        primary.set(i);
      }
    }
    return primary;
  }

  /** Returns the cells one contributor stands behind and that are hidden. */
  List<Integer> singles(BitSet hidden) {
    List<Integer> singles = new ArrayList<>();
    hidden.stream().filter(i -> cells.get(i).single()).forEach(singles::add);
    return singles;
  }

  double value(int cell) {
    return cells.get(cell).value();
  }
}

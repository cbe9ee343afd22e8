package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hidden cells of a table, in groups that no relation ties to each other: an attack on one
 * group says nothing of another.
 */
final class Unknowns {
  private final CellTable table;
  private final BitSet unknown;
  private final int[] parent;

  /**
   * @param hidden cells a reader does not see
   * @param known those of them that this reader knows all the same: the only contributors' own
   */
  Unknowns(CellTable table, BitSet hidden, BitSet known) {
    this.table = table;
    unknown = (BitSet) hidden.clone();
    unknown.andNot(known);
    parent = new int[table.cells().size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (Relation relation : table.relations()) {
      int first = -1;
      for (int i = 0; i < relation.size(); i++) {
        int cell = relation.cell(i);
        if (unknown.get(cell)) {
          if (first >= 0) {
            parent[root(cell)] = root(first);
          }
          first = cell;
        }
      }
    }
  }

  private int root(int cell) {
    int at = cell;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  boolean contains(int cell) {
    return unknown.get(cell);
  }

  /** Unknown cells in groups, each in order. */
  List<int[]> groups() {
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    unknown.stream()
        .forEach(cell -> groups.computeIfAbsent(root(cell), r -> new ArrayList<>()).add(cell));
    return groups.values().stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /** Unknown cells that depend on this one, itself among them, in order. */
  int[] tiedTo(int cell) {
    int root = root(cell);
    return unknown.stream().filter(i -> root(i) == root).toArray();
  }

  /** Relations that hold some of these cells. */
  List<Relation> among(int[] cells) {
    BitSet members = new BitSet();
    for (int cell : cells) {
      members.set(cell);
    }
    List<Relation> among = new ArrayList<>();
    for (Relation relation : table.relations()) {
      for (int i = 0; i < relation.size(); i++) {
        if (members.get(relation.cell(i))) {
          among.add(relation);
          break;
        }
      }
    }
    return among;
  }

  /** All unknown cells in order. */
  int[] all() {
    return unknown.stream().toArray();
  }
}

package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Who could work out which hidden cell: a reader of what is shown, and each of those who stand
 * alone behind a hidden cell and know it.
 *
 * <p>What stays open to a reader who knows all single contributors' cells stays open to each of
 * them, so only the rest is tried one by one.
 */
final class Exposures {
  private final CellTable table;
  private final BitSet hidden;

  /**
   * A cell that is less uncertain than it must be.
   *
   * @param known the cell its finder knows; empty for everybody
   */
  record Exposure(int cell, OptionalInt known) {}

  Exposures(CellTable table, BitSet hidden) {
    this.table = table;
    this.hidden = (BitSet) hidden.clone();
  }

  /** All of them. */
  List<Exposure> all() {
    return find(false);
  }

  /** Whether there is any. */
  boolean any() {
    return !find(true).isEmpty();
  }

  private List<Exposure> find(boolean oneIsEnough) {
    List<Exposure> found = new ArrayList<>();
    for (int cell : new Attack(table, hidden, new BitSet()).exposed(hidden, oneIsEnough)) {
      found.add(new Exposure(cell, OptionalInt.empty()));
    }
    List<Integer> singles = table.singles(hidden);
    if (singles.isEmpty() || (oneIsEnough && !found.isEmpty())) {
      return found;
    }
    BitSet known = new BitSet();
    singles.forEach(known::set);
    BitSet suspects = (BitSet) known.clone();
    new Attack(table, hidden, known).exposed(hidden, false).forEach(suspects::set);
    for (int single : singles) {
      BitSet one = new BitSet();
      one.set(single);
      for (int cell : new Attack(table, hidden, one).exposed(suspects, oneIsEnough)) {
        found.add(new Exposure(cell, OptionalInt.of(single)));
        if (oneIsEnough) {
          return found;
        }
      }
    }
    return found;
  }
}

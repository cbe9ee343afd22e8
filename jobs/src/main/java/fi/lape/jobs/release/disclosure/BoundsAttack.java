package fi.lape.jobs.release.disclosure;

import java.util.List;

/**
 * What a reader can work out about hidden cells from shown cells and known relations.
 *
 * <p>Each relation bounds each of its members by what is known of the others, and this is repeated
 * until nothing moves. Where the relations form a tree (municipality → area → country) the bounds
 * are exact; where they cross they are an outer approximation.
 */
final class BoundsAttack {
  private static final int MAX_ROUNDS = 200;

  private final Interval[] known;
  private final boolean contradiction;

  private BoundsAttack(Interval[] known, boolean contradiction) {
    this.known = known;
    this.contradiction = contradiction;
  }

  static BoundsAttack on(List<LinkedCell> cells, List<LinkedEquation> equations) {
    Interval[] known = cells.stream().map(LinkedCell::known).toArray(Interval[]::new);
    boolean moved = true;
    for (int round = 0; moved && round < MAX_ROUNDS; round++) {
      moved = false;
      for (LinkedEquation equation : equations) {
        Interval[] implied = equation.implied(known);
        for (int i = 0; i < implied.length; i++) {
          Interval before = known[equation.cells()[i]];
          Interval after = before.meet(implied[i]);
          if (after.isEmpty()) {
            return new BoundsAttack(known, true);
          }
          if (after.low() > before.low() + Interval.ROUNDING
              || after.high() < before.high() - Interval.ROUNDING) {
            known[equation.cells()[i]] = after;
            moved = true;
          }
        }
      }
    }
    return new BoundsAttack(known, false);
  }

  /** Whether the relations cannot all hold, so that nothing can be concluded from them. */
  boolean contradicts() {
    return contradiction;
  }

  Interval[] known() {
    return known;
  }

  /** Whether a cell that is hidden stays as uncertain as it must. */
  boolean protects(LinkedCell cell, int index) {
    return !cell.isHidden() || known[index].width() >= cell.needed() - Interval.ROUNDING;
  }
}

package fi.lape.jobs.disclose;

/**
 * How far hidden cells may move, with an end to it.
 *
 * <p>A reader may have to grant that a hidden number is any size. More than some multiples of what
 * has to stay open is never needed, and programs with finite ends are well behaved; a reader who is
 * thought to know more than he does is the safe side.
 */
final class Room {
  private static final double MULTIPLE = 20;

  private final CellTable table;
  private final double most;

  Room(CellTable table) {
    this.table = table;
    double needed = 0;
    for (Cell cell : table.cells()) {
      Cell.Protection p = cell.protection();
      needed = Math.max(needed, Math.max(p.width(), Math.max(p.above(), p.below())));
    }
    most = MULTIPLE * needed;
  }

  double above(int cell) {
    return Math.min(most, table.cells().get(cell).roomAbove());
  }

  double below(int cell) {
    return Math.min(most, table.cells().get(cell).roomBelow());
  }
}

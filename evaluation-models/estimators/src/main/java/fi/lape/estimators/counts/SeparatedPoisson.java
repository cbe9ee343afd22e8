package fi.lape.estimators.counts;

import java.util.Optional;

/**
 * A Poisson regression after what has no finite maximum is left out: groups without events, cells
 * without events, and rows of 0 that some combination of coefficients fits the better the farther
 * it goes (Correia, Guimarães and Zylkin). Leaving such rows out changes no other coefficient.
 */
final class SeparatedPoisson {
  private final CountRows rows;
  private final boolean[] used;
  private final boolean[] groupHasEvents;
  private final boolean[] cellHasEvents;
  private final Optional<ConcentratedPoisson> poisson;
  private long vanished;

  SeparatedPoisson(CountRows rows) {
    this.rows = rows;
    used = new boolean[rows.size()];
    groupHasEvents = new boolean[rows.groups()];
    cellHasEvents = new boolean[rows.cells()];
    boolean[] periodHasEvents = new boolean[rows.periods()];
    for (int r = 0; r < used.length; r++) {
      groupHasEvents[rows.group(r)] |= rows.count(r) > 0;
      periodHasEvents[rows.period(r)] |= rows.count(r) > 0;
      if (rows.cell(r) != CountRows.NO_CELL) {
        cellHasEvents[rows.cell(r)] |= rows.count(r) > 0;
      }
    }
    boolean any = false;
    for (int r = 0; r < used.length; r++) {
      used[r] = groupHasEvents[rows.group(r)] && !isInCellWithoutEvents(r);
      if (used[r] && !periodHasEvents[rows.period(r)]) {
        used[r] = false;
        vanished++;
      }
      any |= used[r];
    }
    poisson = any ? Optional.of(fit()) : Optional.empty();
  }

  private ConcentratedPoisson fit() {
    while (true) {
      ConcentratedPoisson fitted = new ConcentratedPoisson(rows, used);
      long before = vanished;
      for (int r = 0; r < used.length; r++) {
        if (fitted.vanishes(r)) {
          used[r] = false;
          vanished++;
        }
      }
      if (vanished == before) {
        return fitted;
      }
    }
  }

  CountRows rows() {
    return rows;
  }

  /** Returns the fit; empty if there are no events at all. */
  Optional<ConcentratedPoisson> poisson() {
    return poisson;
  }

  boolean uses(int r) {
    return used[r];
  }

  boolean hasEvents(int cell) {
    return cellHasEvents[cell];
  }

  boolean groupHasEvents(int r) {
    return groupHasEvents[rows.group(r)];
  }

  /** Whether no finite coefficient fits the row because its cell has no events. */
  boolean isInCellWithoutEvents(int r) {
    return rows.cell(r) != CountRows.NO_CELL && !cellHasEvents[rows.cell(r)];
  }

  /** Whether rows were left out that belong to no group or cell without events. */
  boolean hasVanished() {
    return vanished > 0;
  }
}

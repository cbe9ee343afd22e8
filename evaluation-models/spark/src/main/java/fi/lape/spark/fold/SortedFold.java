package fi.lape.spark.fold;

import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts runs of sorted units together, on one machine: first it proves that they are sorted and that
 * no unit is in two places, then it folds what lies between the cuts. Where cuts are depends on the
 * units alone, so the result has the same bits however the files were split.
 */
final class SortedFold {
  private final RowShape shape;
  private final MomentsBuilder all;
  private RawUnits open;

  private SortedFold(RowShape shape) {
    this.shape = shape;
    all = new MomentsBuilder(shape.periods());
    open = new RawUnits(shape);
  }

  /** Returns the moments; empty if the units are not to be had this way. */
  static Optional<PanelMoments> of(List<SortedRun> runs, RowShape shape) {
    List<SortedRun> sorted = new ArrayList<>(runs);
    sorted.sort(Comparator.comparingLong(SortedRun::low).thenComparingLong(SortedRun::high));
    SortedFold fold = new SortedFold(shape);
    for (int r = 0; r < sorted.size(); r++) {
      SortedRun run = sorted.get(r);
      boolean rises = r == 0 || run.low() >= sorted.get(r - 1).high();
      if (run.items().isEmpty() || !rises || !fold.add(run)) {
        return Optional.empty();
      }
    }
    return fold.flush() ? Optional.of(fold.all.build()) : Optional.empty();
  }

  private boolean add(SortedRun run) {
    for (Object item : run.items()) {
      if (item instanceof RawUnits units) {
        if (!add(units)) {
          return false;
        }
      } else {
        if (!flush()) {
          return false;
        }
        all.add(PanelMoments.fromBytes((byte[]) item));
      }
    }
    return true;
  }

  private boolean add(RawUnits units) {
    for (int i = 0; i < units.size(); i++) {
      if (open.size() > 0 && open.key(open.size() - 1) == units.key(i)) {
        if (!open.join(units, i)) {
          return false;
        }
      } else {
        if (RawUnits.isCut(units.key(i)) && !flush()) {
          return false;
        }
        open.add(units, i);
      }
    }
    return true;
  }

  private boolean flush() {
    if (open.size() > 0) {
      if (!open.areComplete()) {
        return false;
      }
      all.add(open.moments(shape));
      open = new RawUnits(shape);
    }
    return true;
  }
}

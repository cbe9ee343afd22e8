package fi.lape.spark.fold;

import fi.lape.estimators.panel.Panel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Units whose keys rise, from a part of a file: what is folded already, and the units at both ends
 * as they are, because others may hold the rest of their chunk or of themselves.
 */
final class SortedRun implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST_RUNS = 1_000;
  private static final UTF8String NONE = UTF8String.fromString("");

  private final ArrayList<Object> items = new ArrayList<>(); // RawUnits, and moments in bytes
  private long low;
  private long high;

  long low() {
    return low;
  }

  long high() {
    return high;
  }

  List<Object> items() {
    return items;
  }

  /**
   * Reads a partition; returns its runs, or one run without items if its rows are not sorted by
   * unit, or hold anything that is not as it should be.
   */
  static Iterator<SortedRun> read(Iterator<InternalRow> rows, RowShape shape) {
    Reader reader = new Reader(shape);
    while (rows.hasNext()) {
      if (!reader.add(rows.next())) {
        return List.of(new SortedRun()).iterator();
      }
    }
    return reader.end() ? reader.runs.iterator() : List.of(new SortedRun()).iterator();
  }

  private static final class Reader {
    private final RowShape shape;
    private final PeriodPlaces places;
    private final List<SortedRun> runs = new ArrayList<>();
    private final double[] outcome;
    private SortedRun run = new SortedRun();
    private RawUnits open;
    private boolean openBeginsWithCut;
    private long units; // of the run, the current one included
    private boolean any;
    private long key;
    private long seen;
    private UTF8String cluster = NONE;
    private int cohort;
    private double weight = 1;

    Reader(RowShape shape) {
      this.shape = shape;
      places = new PeriodPlaces(shape.periods());
      outcome = new double[shape.periodCount()];
      open = new RawUnits(shape);
    }

    /** Takes a row in; returns false if the rows are not to be had this way. */
    boolean add(InternalRow row) {
      if (row.isNullAt(RowShape.KEY)
          || row.isNullAt(shape.period())
          || row.isNullAt(shape.outcome())) {
        return false;
      }
      long next = row.getLong(RowShape.KEY);
      if (!any || next != key) {
        if (any && !close()) {
          return false;
        }
        if (any && next < key && !endRun()) {
          return false;
        }
        if (!begin(next, row)) {
          return false;
        }
      } else if (!isSameUnit(row)) {
        return false;
      }
      int t = places.of(row.getInt(shape.period()));
      double y = row.getDouble(shape.outcome());
      if (t < 0 || (seen & (1L << t)) != 0 || !(Math.abs(y) < Double.POSITIVE_INFINITY)) {
        return false;
      }
      seen |= 1L << t;
      outcome[t] = y;
      return true;
    }

    private boolean begin(long next, InternalRow row) {
      if ((shape.hasClusters() && row.isNullAt(shape.cluster()))
          || (shape.hasWeights() && row.isNullAt(shape.weight()))) {
        return false;
      }
      any = true;
      key = next;
      seen = 0;
      units++;
      if (units == 1) {
        run.low = next;
      }
      if (shape.hasClusters()) {
        UTF8String name = row.getUTF8String(shape.cluster());
        cluster = name.equals(cluster) ? cluster : name.copy(); // the row's bytes are used again
      }
      cohort = cohort(row);
      weight = shape.hasWeights() ? row.getDouble(shape.weight()) : 1;
      return weight > 0 && weight < Double.POSITIVE_INFINITY;
    }

    private int cohort(InternalRow row) {
      return row.isNullAt(shape.cohort()) ? Panel.NEVER : row.getInt(shape.cohort());
    }

    private boolean isSameUnit(InternalRow row) {
      return cohort(row) == cohort
          && (!shape.hasClusters()
              || (!row.isNullAt(shape.cluster())
                  && row.getUTF8String(shape.cluster()).equals(cluster)))
          && (!shape.hasWeights()
              || (!row.isNullAt(shape.weight()) && row.getDouble(shape.weight()) == weight));
    }

    /** Puts the current unit to the open ones; what is before a cut can be folded. */
    private boolean close() {
      boolean cut = RawUnits.isCut(key);
      if (cut && open.size() > 0) {
        if (!flush()) {
          return false;
        }
      }
      if (open.size() == 0) {
        openBeginsWithCut = cut && units > 1; // the first unit of a run may be part of one
      }
      open.add(key, seen, cluster.toString(), cohort, weight, outcome, 0);
      return true;
    }

    private boolean flush() {
      if (openBeginsWithCut) {
        if (!open.areComplete()) {
          return false;
        }
        run.items.add(open.moments(shape).toBytes());
      } else {
        run.items.add(open);
      }
      open = new RawUnits(shape);
      return true;
    }

    private boolean endRun() {
      run.high = key;
      openBeginsWithCut = false; // the rest of the chunk may be elsewhere
      if (!flush() || runs.size() == MOST_RUNS) {
        return false;
      }
      runs.add(run);
      run = new SortedRun();
      units = 0;
      Arrays.fill(outcome, 0);
      return true;
    }

    boolean end() {
      return !any || (close() && endRun());
    }
  }
}

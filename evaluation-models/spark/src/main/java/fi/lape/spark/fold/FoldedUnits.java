package fi.lape.spark.fold;

import fi.lape.estimators.did.passes.UnitBlock;
import java.io.Serializable;

/** The complete units of one bucket, and what is known of all of its units. */
final class FoldedUnits implements Serializable {
  private static final long serialVersionUID = 1;

  private final UnitBlock block;
  private final String[] clusters;
  private final int faults;
  private final long rows;
  private final long cells;
  private final long units;
  private final long incomplete;

  FoldedUnits(
      UnitBlock block,
      String[] clusters,
      int faults,
      long rows,
      long cells,
      long units,
      long incomplete) {
    this.block = block;
    this.clusters = clusters;
    this.faults = faults;
    this.rows = rows;
    this.cells = cells;
    this.units = units;
    this.incomplete = incomplete;
  }

  UnitBlock block() {
    return block;
  }

  /** The same without the units. */
  FoldedUnits summary() {
    UnitBlock none =
        new UnitBlock(
            block.bucket(),
            0,
            0,
            block.isFixed(),
            new String[0],
            new int[0],
            new int[0],
            new double[0],
            new double[0],
            new double[0]);
    return new FoldedUnits(none, clusters, faults, rows, cells, units, incomplete);
  }

  String[] clusters() {
    return clusters;
  }

  int faults() {
    return faults;
  }

  long rows() {
    return rows;
  }

  long cells() {
    return cells;
  }

  long units() {
    return units;
  }

  long incomplete() {
    return incomplete;
  }
}

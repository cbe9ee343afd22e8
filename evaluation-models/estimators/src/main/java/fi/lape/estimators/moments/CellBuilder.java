package fi.lape.estimators.moments;

/** One cell of a {@link MomentsBuilder}, for who adds many units to it. */
public final class CellBuilder {
  private final CellMoments cell;

  CellBuilder(CellMoments cell) {
    this.cell = cell;
  }

  /**
   * Adds one unit; nothing is checked.
   *
   * @param weight finite and above 0
   * @param outcomes one a period, finite; read, not kept
   */
  public void add(double weight, double[] outcomes) {
    cell.add(weight, outcomes);
  }
}

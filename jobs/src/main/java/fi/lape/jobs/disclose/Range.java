package fi.lape.jobs.disclose;

/**
 * What a reader can work out of a hidden number.
 *
 * @param low no smaller
 * @param high no greater; both may be infinite
 */
public record Range(double low, double high) {
  /** Differences below this share of the numbers are rounding of the solver. */
  private static final double ROUNDING = 1e-6;

  /** Returns how far the ends are apart. */
  public double width() {
    return high - low;
  }

  /** Returns what two readers know together; with nothing in common the low end is the higher. */
  public Range meet(Range other) {
    return new Range(Math.max(low, other.low), Math.min(high, other.high));
  }

  /** Returns whether a cell is as uncertain as it must be. */
  public boolean protects(Cell cell) {
    double slack = ROUNDING * Math.max(1, Math.abs(cell.value()));
    return cell.value() - low >= cell.protection().below() - slack
        && high - cell.value() >= cell.protection().above() - slack
        && high - low >= cell.protection().width() - slack;
  }
}

package fi.lape.jobs.disclose;

/**
 * One number of linked tables.
 *
 * @param name what it is, for messages; never with its value
 * @param value the true number
 * @param role whether it must, may or cannot be hidden
 * @param low least value a reader must grant once it is hidden, at most {@code value}
 * @param high greatest one, at least {@code value}; may be infinite
 * @param protection how uncertain it must stay once it is hidden
 * @param cost what hiding it costs, above 0; read for cells that may be hidden
 * @param single whether one contributor stands behind it, who knows its value
 */
public record Cell(
    String name,
    double value,
    Role role,
    double low,
    double high,
    Protection protection,
    double cost,
    boolean single) {

  /** What may be done with a cell. */
  public enum Role {
    /** Hidden for itself. */
    PRIMARY,
    /** Shown, and may be hidden to protect another. */
    FREE,
    /** Shown whatever happens: known from elsewhere. */
    FIXED
  }

  /**
   * How far from the true value a reader's bounds must stay.
   *
   * @param below the lower bound lies at least so far below the value
   * @param above the upper bound lies at least so far above it
   * @param width the bounds are at least so far apart
   */
  public record Protection(double below, double above, double width) {}

  /** Returns by how much a reader must grant that the number is less, once it is hidden. */
  double roomBelow() {
    return value - low;
  }

  /** Returns by how much a reader must grant that the number is more, once it is hidden. */
  double roomAbove() {
    return high - value;
  }
}

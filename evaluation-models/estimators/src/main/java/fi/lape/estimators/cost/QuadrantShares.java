package fi.lape.estimators.cost;

/** Shares of draws in the quadrants of the cost-effectiveness plane; they sum to 1. */
public record QuadrantShares(
    double northEast, double northWest, double southEast, double southWest) {
  /** Returns the share of a quadrant. */
  public double of(Quadrant quadrant) {
    return switch (quadrant) {
      case NE -> northEast;
      case NW -> northWest;
      case SE -> southEast;
      case SW -> southWest;
    };
  }
}

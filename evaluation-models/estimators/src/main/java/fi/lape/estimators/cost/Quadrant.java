package fi.lape.estimators.cost;

/** Quadrants of the cost-effectiveness plane: effect to the right, cost upwards. */
public enum Quadrant {
  /** More effect for more money: a ratio means something. */
  NE,
  /** No more effect for more money: dominated. */
  NW,
  /** More effect for no more money: dominant. */
  SE,
  /** No more effect for no more money: the ratio is what is saved per unit given up. */
  SW;

  /** Returns the quadrant of a point; on an axis the one with 0 in its name above. */
  static Quadrant of(double effect, double cost) {
    if (cost > 0) {
      return effect > 0 ? NE : NW;
    }
    return effect > 0 ? SE : SW;
  }
}

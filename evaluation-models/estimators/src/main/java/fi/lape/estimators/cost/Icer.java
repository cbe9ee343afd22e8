package fi.lape.estimators.cost;

/** An incremental cost-effectiveness ratio, where it means something. */
public sealed interface Icer {
  /**
   * A ratio.
   *
   * @param value euros per unit of effect, above 0
   * @param quadrant NE: what is paid per unit more; SW: what is saved per unit less
   */
  record Ratio(double value, Quadrant quadrant) implements Icer {}

  /** No ratio: a number would mislead, as the same one stands for good and for bad. */
  record None(NoRatio reason) implements Icer {}
}

package fi.lape.estimators.inference;

/**
 * The p-values of one bootstrap, as other programs choose among them.
 *
 * @param symmetric share of draws with |t*| at least |t|
 * @param symmetricStrict share with |t*| above |t|: fwildclusterboot's two-tailed
 * @param left share with t* at most t
 * @param right share with t* at least t
 */
public record WildPValues(double symmetric, double symmetricStrict, double left, double right) {
  /** Returns twice the smaller tail; can be above 1 where many draws tie. */
  public double equalTailed() {
    return 2 * Math.min(left, right);
  }
}

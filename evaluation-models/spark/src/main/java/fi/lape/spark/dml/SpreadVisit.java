package fi.lape.spark.dml;

/** How far the covariates lie from their means, and whether they ever change. */
final class SpreadVisit implements UnitVisit<SpreadVisit> {
  private static final long serialVersionUID = 1;

  private final double[] means;
  private final double[] squares;
  private long rows;
  private boolean changing;

  SpreadVisit(double[] means) {
    this.means = means;
    squares = new double[means.length];
  }

  @Override
  public SpreadVisit fresh() {
    return new SpreadVisit(means);
  }

  @Override
  public void add(UnitRow unit) {
    double[] x = unit.covariates();
    for (int j = 0; j < x.length; j++) {
      double gap = x[j] - means[j % means.length];
      squares[j % means.length] += gap * gap;
      changing |= x[j] != x[j % means.length];
    }
    rows += unit.periods();
  }

  @Override
  public void merge(SpreadVisit later) {
    for (int j = 0; j < squares.length; j++) {
      squares[j] += later.squares[j];
    }
    rows += later.rows;
    changing |= later.changing;
  }

  /** Returns whether covariates of a unit change over periods. */
  boolean changing() {
    return changing;
  }

  /** Returns what a covariate is multiplied by; a constant one becomes zero. */
  double[] factors() {
    double[] factors = new double[squares.length];
    for (int j = 0; j < factors.length; j++) {
      factors[j] = squares[j] > 0 ? 1 / Math.sqrt(squares[j] / rows) : 0;
    }
    return factors;
  }
}

package fi.lape.estimators.did.passes;

/**
 * Controls weighted by the odds of being of the cohort: sums of the design, of what the regression
 * leaves of the changes, and of their products; and how near scores come to 1.
 */
final class OddsPass implements UnitPass<OddsPass> {
  private static final long serialVersionUID = 1;

  private final Layout layout;
  private final double[][] gamma;
  private final double[][] beta;
  private final double[][] designs; // by pairing: Σ w o x
  private final double[][] changes; // by cell: Σ w o r x
  private final double[] highestTreated;
  private final double[] highestControl;

  /**
   * @param gamma one a pairing; of length 0 where there is no logit
   * @param beta one a cell; zeros where nothing is regressed
   */
  OddsPass(Layout layout, double[][] gamma, double[][] beta) {
    this.layout = layout;
    this.gamma = gamma;
    this.beta = beta;
    designs = new double[gamma.length][];
    changes = new double[beta.length][0]; // nothing for cells that were refused
    highestTreated = new double[gamma.length];
    highestControl = new double[gamma.length];
    for (int j = 0; j < gamma.length; j++) {
      designs[j] = new double[gamma[j].length];
      for (int c : layout.cells(j)) {
        changes[c] = new double[gamma[j].length];
      }
      highestTreated[j] = Double.NEGATIVE_INFINITY;
      highestControl[j] = Double.NEGATIVE_INFINITY;
    }
  }

  @Override
  public OddsPass fresh() {
    return new OddsPass(layout, gamma, beta);
  }

  @Override
  public void add(UnitBlock block) {
    double[] x = new double[block.covariates() + 1];
    for (int i = 0; i < block.size(); i++) {
      int place = layout.place(block.cohort(i));
      if (place >= 0) {
        for (int j : layout.asTreated(place)) {
          if (gamma[j].length > 0) {
            layout.design(j).fill(block, i, x);
            highestTreated[j] = Math.max(highestTreated[j], LogitPass.dot(gamma[j], x));
          }
        }
        for (int j : layout.asControl(place)) {
          if (gamma[j].length > 0) {
            addControl(block, i, j, x);
          }
        }
      }
    }
  }

  private void addControl(UnitBlock block, int i, int j, double[] x) {
    layout.design(j).fill(block, i, x);
    double index = LogitPass.dot(gamma[j], x);
    highestControl[j] = Math.max(highestControl[j], index);
    double odds = block.weight(i) * Math.exp(index);
    for (int r = 0; r < x.length; r++) {
      designs[j][r] += odds * x[r];
    }
    for (int c : layout.cells(j)) {
      double left = odds * (layout.change(block, i, c) - LogitPass.dot(beta[c], x));
      double[] sum = changes[c];
      for (int r = 0; r < x.length; r++) {
        sum[r] += left * x[r];
      }
    }
  }

  @Override
  public void merge(OddsPass other) {
    LogitPass.addAll(designs, other.designs);
    LogitPass.addAll(changes, other.changes);
    for (int j = 0; j < highestTreated.length; j++) {
      highestTreated[j] = Math.max(highestTreated[j], other.highestTreated[j]);
      highestControl[j] = Math.max(highestControl[j], other.highestControl[j]);
    }
  }

  /** Returns Σ w o x, of which the first is Σ w o. */
  double[] design(int pairing) {
    return designs[pairing];
  }

  /** Returns Σ w o r x, of which the first is Σ w o r. */
  double[] change(int cell) {
    return changes[cell];
  }

  /** Returns the highest score of the cohort. */
  double highestTreatedScore(int pairing) {
    return 1 / (1 + Math.exp(-highestTreated[pairing]));
  }

  /** Returns the highest score among the controls. */
  double highestControlScore(int pairing) {
    return 1 / (1 + Math.exp(-highestControl[pairing]));
  }
}

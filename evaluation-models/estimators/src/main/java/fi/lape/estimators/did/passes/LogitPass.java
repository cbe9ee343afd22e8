package fi.lape.estimators.did.passes;

/** Likelihood, gradient and information of many logits, each at its own point. */
final class LogitPass implements UnitPass<LogitPass> {
  private static final long serialVersionUID = 1;

  private final Layout layout;
  private final double[][] gamma;
  private final double[][] sums; // likelihood, gradient, upper triangle of the information

  /**
   * @param gamma one a pairing; of length 0 where nothing is asked
   */
  LogitPass(Layout layout, double[][] gamma) {
    this.layout = layout;
    this.gamma = gamma;
    sums = new double[gamma.length][];
    for (int j = 0; j < sums.length; j++) {
      int p = gamma[j].length;
      sums[j] = new double[p == 0 ? 0 : 1 + p + p * (p + 1) / 2];
    }
  }

  @Override
  public LogitPass fresh() {
    return new LogitPass(layout, gamma);
  }

  @Override
  public void add(UnitBlock block) {
    double[] x = new double[block.covariates() + 1];
    for (int i = 0; i < block.size(); i++) {
      int place = layout.place(block.cohort(i));
      if (place >= 0) {
        for (int j : layout.asTreated(place)) {
          add(block, i, j, true, x);
        }
        for (int j : layout.asControl(place)) {
          add(block, i, j, false, x);
        }
      }
    }
  }

  private void add(UnitBlock block, int i, int j, boolean treated, double[] x) {
    double[] at = gamma[j];
    if (at.length == 0) {
      return;
    }
    layout.design(j).fill(block, i, x);
    double index = dot(at, x);
    double e = Math.exp(-Math.abs(index));
    double p = index >= 0 ? 1 / (1 + e) : e / (1 + e);
    double w = block.weight(i);
    double against = treated ? -index : index;
    double[] sum = sums[j];
    sum[0] -= w * (Math.max(against, 0) + Math.log(1 + e));
    double gap = w * ((treated ? 1 : 0) - p);
    double spread = w * p * (1 - p);
    int place = 1 + x.length;
    for (int r = 0; r < x.length; r++) {
      sum[1 + r] += gap * x[r];
      double scaled = spread * x[r];
      for (int s = r; s < x.length; s++) {
        sum[place++] += scaled * x[s];
      }
    }
  }

  static double dot(double[] a, double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += a[j] * x[j];
    }
    return sum;
  }

  @Override
  public void merge(LogitPass other) {
    addAll(sums, other.sums);
  }

  static void addAll(double[][] to, double[][] what) {
    for (int j = 0; j < to.length; j++) {
      for (int s = 0; s < to[j].length; s++) {
        to[j][s] += what[j][s];
      }
    }
  }

  /** Gives a search what it asked for. */
  void tell(int pairing, LogitSearch search) {
    int p = gamma[pairing].length;
    double[] sum = sums[pairing];
    double[] gradient = new double[p];
    double[][] information = new double[p][p];
    int place = 1 + p;
    for (int r = 0; r < p; r++) {
      gradient[r] = sum[1 + r];
      for (int s = r; s < p; s++) {
        information[r][s] = sum[place++];
        information[s][r] = information[r][s];
      }
    }
    search.take(sum[0], gradient, information);
  }
}

package fi.lape.spark.dml;

/** What cells sum to, and how the scores of their pairings are spread. */
final class ScoreVisit implements UnitVisit<ScoreVisit> {
  private static final long serialVersionUID = 1;

  private final CellScores scores;
  private final double[][] sums; // of a cell: treated weight and rest, odds and rest
  private final ScoreBins[][] bins; // of a pairing: treated, controls
  private final double[][] odds; // of a pairing: sum and sum of squares over controls kept

  ScoreVisit(CellScores scores) {
    this.scores = scores;
    sums = new double[scores.cells()][4];
    bins = new ScoreBins[scores.pairings()][2];
    odds = new double[scores.pairings()][2];
    for (ScoreBins[] both : bins) {
      both[0] = new ScoreBins();
      both[1] = new ScoreBins();
    }
  }

  @Override
  public ScoreVisit fresh() {
    return new ScoreVisit(scores);
  }

  @Override
  public void add(UnitRow unit) {
    for (int j = 0; j < scores.pairings(); j++) {
      if (scores.isIn(j, unit)) {
        boolean treated = scores.isTreated(j, unit);
        double index = scores.index(j, unit);
        boolean kept = scores.isKept(index);
        bins[j][treated ? 0 : 1].add(CellScores.score(index), unit.weight(), kept);
        if (kept) {
          add(unit, j, treated, Math.exp(index));
        }
      }
    }
  }

  private void add(UnitRow unit, int pairing, boolean treated, double odd) {
    double weight = treated ? unit.weight() : unit.weight() * odd;
    if (!treated) {
      odds[pairing][0] += weight;
      odds[pairing][1] += weight * weight;
    }
    for (int c : scores.cellsOf(pairing)) {
      sums[c][treated ? 0 : 2] += weight;
      sums[c][treated ? 1 : 3] += weight * scores.rest(c, unit);
    }
  }

  @Override
  public void merge(ScoreVisit later) {
    addAll(sums, later.sums);
    addAll(odds, later.odds);
    for (int j = 0; j < bins.length; j++) {
      bins[j][0].merge(later.bins[j][0]);
      bins[j][1].merge(later.bins[j][1]);
    }
  }

  private static void addAll(double[][] mine, double[][] theirs) {
    for (int r = 0; r < mine.length; r++) {
      for (int s = 0; s < mine[r].length; s++) {
        mine[r][s] += theirs[r][s];
      }
    }
  }

  double treatedWeight(int cell) {
    return sums[cell][0];
  }

  double treatedMean(int cell) {
    return sums[cell][1] / sums[cell][0];
  }

  double controlWeight(int cell) {
    return sums[cell][2];
  }

  double controlMean(int cell) {
    return sums[cell][3] / sums[cell][2];
  }

  ScoreBins treated(int pairing) {
    return bins[pairing][0];
  }

  ScoreBins controls(int pairing) {
    return bins[pairing][1];
  }

  /** Returns what the weighted controls weigh against the treated: 1 where scores are right. */
  double balance(int pairing) {
    double treated = bins[pairing][0].kept();
    return treated > 0 ? odds[pairing][0] / treated : 0;
  }

  /** Returns (Σwo)² / Σ(wo)² over the controls that are kept, 0 if none is. */
  double effectiveControls(int pairing) {
    return odds[pairing][1] > 0 ? odds[pairing][0] * odds[pairing][0] / odds[pairing][1] : 0;
  }
}

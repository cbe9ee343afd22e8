package fi.lape.estimators.did.covariates;

import fi.lape.estimators.linalg.SymmetricInverse;

/**
 * A second implementation, component by component, of what DRDID 1.2.3 computes where it is known
 * to differ from the method: its logit stops when the deviance moves by less than 1e-8 of itself,
 * and the influence function of its doubly robust estimator for repeated cross-sections adds the
 * regression of the base period in two components where it has to be subtracted.
 *
 * <p>Everything else in it is the method. So agreement with it shows that these two are all that
 * stands between the reference program's numbers and ours.
 */
public final class DrdidCell {
  private static final double DEVIANCE_TOLERANCE = 1e-8;

  private final CellRows rows;
  private final int n;
  private final int k;
  private final double[] w;
  private final double[] p;
  private final double[] psi;

  private DrdidCell(CellRows rows) {
    this.rows = rows;
    n = rows.size();
    k = rows.columns();
    w = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += rows.weight(i);
    }
    for (int i = 0; i < n; i++) {
      w[i] = rows.weight(i) * n / sum;
    }
    p = stoppedScores();
    psi = new double[n];
  }

  /** Changes of units: dr or ipw. */
  public static CellAnswer ofChanges(Estimation estimation, CellRows rows) {
    if (estimation == Estimation.REG) {
      return DifferencedCell.answer(estimation, rows);
    }
    DrdidCell cell = new DrdidCell(rows);
    boolean[] controls = new boolean[cell.n];
    for (int i = 0; i < cell.n; i++) {
      controls[i] = !rows.treated(i);
    }
    double[] beta = estimation == Estimation.DR ? cell.leastSquares(controls) : new double[cell.k];
    double[] residual = cell.residual(beta);
    double theta = cell.mean(cell.treatedWeights(true, true), residual, 1);
    double[] odds = cell.oddsWeights(true, true);
    theta += cell.mean(odds, residual, -1);
    cell.addScores(odds, residual, -1);
    if (estimation == Estimation.DR) {
      cell.addRegression(controls, beta, cell.design(cell.treatedWeights(true, true)), -1);
      cell.addRegression(controls, beta, cell.design(odds), 1);
    }
    return cell.found(theta);
  }

  /** Rows of two periods: dr or ipw. */
  public static CellAnswer ofCrossSections(Estimation estimation, CellRows rows) {
    if (estimation == Estimation.REG || rows.columns() == 1) {
      return CrossSectionCell.answer(estimation, rows);
    }
    DrdidCell cell = new DrdidCell(rows);
    double theta = 0;
    for (boolean after : new boolean[] {true, false}) {
      theta += estimation == Estimation.DR ? cell.doublyRobust(after) : cell.weighted(after);
    }
    return cell.found(theta);
  }

  private double weighted(boolean after) {
    double sign = after ? 1 : -1;
    double[] y = residual(new double[k]);
    double[] odds = oddsWeights(after, !after);
    double theta = mean(treatedWeights(after, !after), y, sign);
    theta += mean(odds, y, -sign);
    addScores(odds, y, -sign);
    return theta;
  }

  private double doublyRobust(boolean after) {
    double sign = after ? 1 : -1;
    boolean[] controls = new boolean[n];
    boolean[] treated = new boolean[n];
    for (int i = 0; i < n; i++) {
      controls[i] = !rows.treated(i) && rows.after(i) == after;
      treated[i] = rows.treated(i) && rows.after(i) == after;
    }
    double[] betaControls = leastSquares(controls);
    double[] betaTreated = leastSquares(treated);
    double[] residual = residual(betaControls);
    double[] odds = oddsWeights(after, !after);
    double[] ofPeriod = treatedWeights(after, !after);
    double[] ofBoth = treatedWeights(true, true);
    double theta = mean(ofPeriod, residual, sign) + mean(odds, residual, -sign);
    addScores(odds, residual, -sign);
    // DRDID adds these two whatever the period; the derivative has -sign and sign.
    addRegression(controls, betaControls, design(ofPeriod), -1);
    addRegression(controls, betaControls, design(odds), 1);
    double[] gap = new double[n];
    for (int i = 0; i < n; i++) {
      gap[i] =
          SymmetricInverse.dot(rows.design(i), betaTreated)
              - SymmetricInverse.dot(rows.design(i), betaControls);
    }
    theta += mean(ofBoth, gap, sign) + mean(ofPeriod, gap, -sign);
    for (double[] weights : new double[][] {ofBoth, ofPeriod}) {
      double side = weights == ofBoth ? sign : -sign;
      addRegression(treated, betaTreated, design(weights), side);
      addRegression(controls, betaControls, design(weights), -side);
    }
    return theta;
  }

  private CellAnswer found(double theta) {
    return new CellAnswer.Found(theta, psi);
  }

  private double[] stoppedScores() {
    double[] score = new double[n];
    double[] eta = new double[n];
    for (int i = 0; i < n; i++) {
      score[i] = (w[i] * (rows.treated(i) ? 1 : 0) + 0.5) / (w[i] + 1);
      eta[i] = Math.log(score[i] / (1 - score[i]));
    }
    double deviance = deviance(score);
    for (int round = 0; round < 100; round++) {
      double[][] matrix = new double[k][k];
      double[] vector = new double[k];
      for (int i = 0; i < n; i++) {
        double v = score[i] * (1 - score[i]);
        double z = eta[i] + ((rows.treated(i) ? 1 : 0) - score[i]) / v;
        OutcomeRegression.addOuter(matrix, rows.design(i), w[i] * v);
        for (int j = 0; j < k; j++) {
          vector[j] += w[i] * v * z * rows.design(i)[j];
        }
      }
      double[] gamma = SymmetricInverse.times(SymmetricInverse.of(matrix).orElseThrow(), vector);
      for (int i = 0; i < n; i++) {
        eta[i] = SymmetricInverse.dot(rows.design(i), gamma);
        score[i] = 1 / (1 + Math.exp(-eta[i]));
      }
      double before = deviance;
      deviance = deviance(score);
      if (Math.abs(deviance - before) / (0.1 + Math.abs(deviance)) < DEVIANCE_TOLERANCE) {
        break;
      }
    }
    return score;
  }

  private double deviance(double[] score) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum -= 2 * w[i] * Math.log(rows.treated(i) ? score[i] : 1 - score[i]);
    }
    return sum;
  }

  private double[] treatedWeights(boolean after, boolean before) {
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = rows.treated(i) && (rows.after(i) ? after : before) ? w[i] : 0;
    }
    return a;
  }

  private double[] oddsWeights(boolean after, boolean before) {
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      boolean in = !rows.treated(i) && (rows.after(i) ? after : before);
      a[i] = in ? w[i] * p[i] / (1 - p[i]) : 0;
    }
    return a;
  }

  private double[] leastSquares(boolean[] in) {
    double[][] matrix = new double[k][k];
    double[] vector = new double[k];
    for (int i = 0; i < n; i++) {
      if (in[i]) {
        OutcomeRegression.addOuter(matrix, rows.design(i), w[i]);
        for (int j = 0; j < k; j++) {
          vector[j] += w[i] * rows.outcome(i) * rows.design(i)[j];
        }
      }
    }
    return SymmetricInverse.times(SymmetricInverse.of(matrix).orElseThrow(), vector);
  }

  private double[] residual(double[] beta) {
    double[] residual = new double[n];
    for (int i = 0; i < n; i++) {
      residual[i] = rows.outcome(i) - SymmetricInverse.dot(rows.design(i), beta);
    }
    return residual;
  }

  /** Adds sign · (a_i/A)(z_i − mean) to the influence and returns sign · mean. */
  private double mean(double[] a, double[] z, double sign) {
    double mean = SymmetricInverse.dot(a, z) / total(a);
    for (int i = 0; i < n; i++) {
      psi[i] += sign * a[i] / total(a) * (z[i] - mean);
    }
    return sign * mean;
  }

  private static double total(double[] a) {
    double sum = 0;
    for (double v : a) {
      sum += v;
    }
    return sum;
  }

  private double[] design(double[] a) {
    double[] x = new double[k];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        x[j] += a[i] / total(a) * rows.design(i)[j];
      }
    }
    return x;
  }

  private void addScores(double[] odds, double[] z, double sign) {
    double[][] information = new double[k][k];
    double[] gradient = new double[k];
    double mean = SymmetricInverse.dot(odds, z) / total(odds);
    for (int i = 0; i < n; i++) {
      OutcomeRegression.addOuter(information, rows.design(i), w[i] * p[i] * (1 - p[i]));
      for (int j = 0; j < k; j++) {
        gradient[j] += odds[i] / total(odds) * (z[i] - mean) * rows.design(i)[j];
      }
    }
    double[] direction =
        SymmetricInverse.times(SymmetricInverse.of(information).orElseThrow(), gradient);
    for (int i = 0; i < n; i++) {
      double gap = (rows.treated(i) ? 1 : 0) - p[i];
      psi[i] += sign * w[i] * gap * SymmetricInverse.dot(rows.design(i), direction);
    }
  }

  private void addRegression(boolean[] in, double[] beta, double[] gradient, double sign) {
    double[][] matrix = new double[k][k];
    for (int i = 0; i < n; i++) {
      if (in[i]) {
        OutcomeRegression.addOuter(matrix, rows.design(i), w[i]);
      }
    }
    double[] direction =
        SymmetricInverse.times(SymmetricInverse.of(matrix).orElseThrow(), gradient);
    for (int i = 0; i < n; i++) {
      if (in[i]) {
        double error = rows.outcome(i) - SymmetricInverse.dot(rows.design(i), beta);
        psi[i] += sign * w[i] * error * SymmetricInverse.dot(rows.design(i), direction);
      }
    }
  }
}

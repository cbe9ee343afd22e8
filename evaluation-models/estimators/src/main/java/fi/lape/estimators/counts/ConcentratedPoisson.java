package fi.lape.estimators.counts;

import fi.lape.estimators.linalg.IndependentColumns;
import fi.lape.estimators.linalg.SymmetricInverse;

/**
 * Poisson maximum likelihood with the effects of groups taken out in closed form:
 *
 * <pre>
 *   μ_r = E_r exp(α_g + x_r'β),   exp(α_g) = Σ_{r∈g} w y / Σ_{r∈g} w E exp(x'β),
 *   score = Σ w x̃ (y − μ),   information M = Σ w μ x̃x̃',   x̃ = x − Σ_{r∈g} wμx / Σ_{r∈g} wμ,
 * </pre>
 *
 * <p>by Newton's steps, halved where the likelihood falls. A common factor of counts or exposures
 * changes no step. Groups without events must have been left out. <b>Cost:</b> O(rows × columns²) a
 * step.
 */
final class ConcentratedPoisson {
  // Decrement g'M⁻¹g per event at which the next step, its square in size, is below rounding.
  private static final double CONVERGED = 1e-22;
  private static final double NEARLY = 1e-4; // of the decrement: only separated rows move
  // Of the mean count. Fitted counts of separated rows go to 0, a factor e a step, and the
  // information about them is lost in rounding at 1e-10 of the column's.
  private static final double VANISHED = 1e-6;
  private static final double FALLS = 1e-12; // of the likelihood, relative; less is rounding
  private static final int MOST_STEPS = 300; // a separated row needs some sixty

  private final CountRows rows;
  private final boolean[] used;
  private final double[] beta;
  private final double[] fitted;
  private final double[] level; // exp(α)
  private final double[] mass; // Σ wμ of a group
  private final double[][] mean; // groups × columns
  private final double[] events; // Σ wy of a group
  private IndependentColumns independent;
  private double likelihood;
  private double meanFitted;

  /**
   * @param used which rows; their groups have events
   */
  ConcentratedPoisson(CountRows rows, boolean[] used) {
    this.rows = rows;
    this.used = used.clone();
    int p = rows.columns();
    beta = new double[p];
    fitted = new double[rows.size()];
    level = new double[rows.groups()];
    mass = new double[rows.groups()];
    mean = new double[rows.groups()][p];
    events = new double[rows.groups()];
    double all = 0;
    for (int r = 0; r < rows.size(); r++) {
      if (used[r]) {
        events[rows.group(r)] += rows.weight(r) * rows.count(r);
        all += rows.weight(r) * rows.count(r);
      }
    }
    likelihood = evaluate(beta);
    boolean last = false;
    double decrement = all;
    int steps = 0;
    // A vanishing row makes the information singular; its maker leaves it out and fits again.
    while (!last && !(decrement < NEARLY * all && hasVanishing())) {
      if (++steps > MOST_STEPS) {
        throw new IllegalStateException("no maximum after " + MOST_STEPS + " steps");
      }
      double[] gradient = normalEquations();
      double[] step = independent.solve(gradient);
      decrement = SymmetricInverse.dot(step, gradient);
      last = !(decrement > CONVERGED * all);
      move(step);
    }
    if (!hasVanishing()) {
      normalEquations();
    }
  }

  /** Whether a row is about to vanish: the fit is to be made again without it. */
  private boolean hasVanishing() {
    for (int r = 0; r < fitted.length; r++) {
      if (vanishes(r)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the row has no event and a fitted count that goes to 0. */
  boolean vanishes(int r) {
    return used[r] && rows.count(r) == 0 && fitted[r] < VANISHED * meanFitted;
  }

  private void move(double[] step) {
    double factor = 1;
    double[] next = new double[beta.length];
    double value;
    do {
      for (int j = 0; j < next.length; j++) {
        next[j] = beta[j] + factor * step[j];
      }
      value = evaluate(next);
      factor /= 2;
    } while (!(value >= likelihood - FALLS * Math.abs(likelihood)) && factor > 1e-10);
    System.arraycopy(next, 0, beta, 0, next.length);
    likelihood = value;
  }

  /** Sets levels and fitted counts; returns the concentrated likelihood less what is constant. */
  private double evaluate(double[] b) {
    double[] whole = new double[rows.groups()];
    double value = 0;
    for (int r = 0; r < fitted.length; r++) {
      double eta = linear(b, r);
      fitted[r] = rows.exposure(r) * Math.exp(eta);
      if (used[r]) {
        whole[rows.group(r)] += rows.weight(r) * fitted[r];
        value += rows.weight(r) * rows.count(r) * eta;
      }
    }
    for (int g = 0; g < whole.length; g++) {
      level[g] = whole[g] > 0 ? events[g] / whole[g] : 0;
      value -= whole[g] > 0 ? events[g] * Math.log(whole[g]) : 0;
    }
    double sum = 0;
    long n = 0;
    for (int r = 0; r < fitted.length; r++) {
      fitted[r] = used[r] ? fitted[r] * level[rows.group(r)] : 0;
      sum += fitted[r];
      n += used[r] ? 1 : 0;
    }
    meanFitted = sum / n;
    return value;
  }

  private double linear(double[] b, int r) {
    int c = rows.cell(r);
    return b[rows.period(r)] + (c == CountRows.NO_CELL ? 0 : b[rows.column(c)]);
  }

  /** Sets means and the information; returns the score. */
  private double[] normalEquations() {
    int p = rows.columns();
    double[] size = new double[p];
    for (int g = 0; g < mean.length; g++) {
      mass[g] = 0;
      mean[g] = new double[p];
    }
    for (int r = 0; r < fitted.length; r++) {
      if (used[r]) {
        double weighted = rows.weight(r) * fitted[r];
        double[] of = mean[rows.group(r)];
        mass[rows.group(r)] += weighted;
        of[rows.period(r)] += weighted;
        size[rows.period(r)] += weighted;
        if (rows.cell(r) != CountRows.NO_CELL) {
          of[rows.column(rows.cell(r))] += weighted;
          size[rows.column(rows.cell(r))] += weighted;
        }
      }
    }
    for (int g = 0; g < mean.length; g++) {
      for (int j = 0; j < p && mass[g] > 0; j++) {
        mean[g][j] /= mass[g];
      }
    }
    double[][] matrix = new double[p][p];
    double[] gradient = new double[p];
    for (int r = 0; r < fitted.length; r++) {
      if (used[r]) {
        add(matrix, gradient, centred(r), rows.weight(r), fitted[r], rows.count(r) - fitted[r]);
      }
    }
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < a; b++) {
        matrix[a][b] = matrix[b][a];
      }
    }
    independent = IndependentColumns.of(matrix, size);
    return gradient;
  }

  private static void add(
      double[][] matrix, double[] gradient, double[] x, double w, double mu, double residual) {
    for (int a = 0; a < x.length; a++) {
      if (x[a] != 0) {
        gradient[a] += w * x[a] * residual;
        double weighted = w * mu * x[a];
        for (int b = a; b < x.length; b++) {
          matrix[a][b] += weighted * x[b];
        }
      }
    }
  }

  /** Returns x̃ of a row. */
  double[] centred(int r) {
    double[] x = untreated(r);
    if (rows.cell(r) != CountRows.NO_CELL) {
      x[rows.column(rows.cell(r))] += 1;
    }
    return x;
  }

  /** Returns x̃ of a row as if it were in no cell. */
  double[] untreated(int r) {
    double[] x = new double[rows.columns()];
    double[] of = mean[rows.group(r)];
    for (int j = 0; j < x.length; j++) {
      x[j] = -of[j];
    }
    x[rows.period(r)] += 1;
    return x;
  }

  boolean uses(int r) {
    return used[r];
  }

  /** Returns μ; 0 in rows not used. */
  double fitted(int r) {
    return fitted[r];
  }

  /** Returns μ as if the row were in no cell, used or not. */
  double withoutCell(int r) {
    return rows.exposure(r) * Math.exp(beta[rows.period(r)]) * level[rows.group(r)];
  }

  double coefficient(int column) {
    return beta[column];
  }

  /** Returns Σ wμ of a group; 0 for one without rows. */
  double mass(int g) {
    return mass[g];
  }

  /** Returns Σ wμx/Σ wμ of a group. Not a copy. */
  double[] mean(int g) {
    return mean[g];
  }

  IndependentColumns independent() {
    return independent;
  }
}

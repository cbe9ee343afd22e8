package fi.lape.estimators.counts;

import java.util.List;

/**
 * An average effect and its derivatives: in the coefficients at given levels, in the logarithms of
 * the levels, and in the logarithms of the weights at given coefficients.
 */
final class CountGradient {
  private final SeparatedPoisson separated;
  private final ConcentratedPoisson poisson;
  private final CountRows rows;
  private final CountScale scale;
  private final double[] coefficients;
  private final double[] levels;
  private final double[] weights;
  private double value;

  /**
   * @param units of the panel
   */
  CountGradient(
      SeparatedPoisson separated, ConcentratedPoisson poisson, CountScale scale, int units) {
    this.separated = separated;
    this.poisson = poisson;
    this.scale = scale;
    rows = separated.rows();
    coefficients = new double[rows.columns()];
    levels = new double[rows.groups()];
    weights = new double[units];
  }

  /** Adds a share of the mean effect over rows; returns that effect. */
  double add(double share, List<Integer> of) {
    double whole = 0;
    double treated = 0;
    double untreated = 0;
    for (int r : of) {
      whole += rows.weight(r);
      treated += rows.weight(r) * poisson.fitted(r);
      untreated += rows.weight(r) * poisson.withoutCell(r);
    }
    double effect =
        switch (scale) {
          case LOG -> meanOf(of, whole, this::logOf);
          case COUNT -> meanOf(of, whole, this::countOf);
          case RATE -> meanOf(of, whole, this::rateOf);
          case RELATIVE -> treated / untreated - 1;
        };
    for (int r : of) {
      double w = rows.weight(r);
      switch (scale) {
        case LOG -> {
          coefficients[rows.column(rows.cell(r))] += share * w / whole;
          weights[rows.unit(r)] += share * w * (logOf(r) - effect) / whole;
        }
        case COUNT -> {
          move(r, share * w / whole, share * w / whole);
          weights[rows.unit(r)] += share * w * (countOf(r) - effect) / whole;
        }
        case RATE -> {
          double per = share * w * 1000 / rows.exposure(r) / whole;
          move(r, per, per);
          weights[rows.unit(r)] += share * w * (rateOf(r) - effect) / whole;
        }
        case RELATIVE -> {
          double a = share * w / untreated;
          double b = share * w * treated / untreated / untreated;
          move(r, a, b);
          weights[rows.unit(r)] += a * poisson.fitted(r) - b * poisson.withoutCell(r);
        }
      }
    }
    value += share * effect;
    return effect;
  }

  /** Adds a·dμ − b·dμ₀ of a row. */
  private void move(int r, double a, double b) {
    double with = a * poisson.fitted(r);
    double without = b * poisson.withoutCell(r);
    coefficients[rows.period(r)] += with - without;
    coefficients[rows.column(rows.cell(r))] += with;
    levels[rows.group(r)] += with - without;
  }

  /** An effect on one row. */
  @FunctionalInterface
  private interface OfRow {
    double at(int r);
  }

  private double meanOf(List<Integer> of, double whole, OfRow effect) {
    double sum = 0;
    for (int r : of) {
      sum += rows.weight(r) / whole * effect.at(r);
    }
    return sum;
  }

  private double logOf(int r) {
    return poisson.coefficient(rows.column(rows.cell(r)));
  }

  private double countOf(int r) {
    return poisson.fitted(r) - poisson.withoutCell(r);
  }

  private double rateOf(int r) {
    return 1000 / rows.exposure(r) * countOf(r);
  }

  double value() {
    return value;
  }

  /** Returns c: the derivative in the coefficients, the levels following. */
  double[] target() {
    double[] target = coefficients.clone();
    for (int g = 0; g < levels.length; g++) {
      double[] mean = poisson.mean(g);
      for (int j = 0; j < target.length && levels[g] != 0; j++) {
        target[j] -= levels[g] * mean[j];
      }
    }
    return target;
  }

  /** Returns s: what a count above its mean adds to the effect, per unit of weight, by row. */
  double[] slope(double[] target) {
    double[] direction = poisson.independent().solve(target);
    double[] slope = new double[rows.size()];
    for (int r = 0; r < slope.length; r++) {
      if (separated.uses(r)) {
        int g = rows.group(r);
        double sum = levels[g] / poisson.mass(g);
        double[] x = poisson.centred(r);
        for (int j = 0; j < x.length; j++) {
          sum += direction[j] * x[j];
        }
        slope[r] = sum;
      }
    }
    return slope;
  }

  /** Returns ∂θ/∂log w by unit at given coefficients: the composition of the treated. */
  double[] composition() {
    return weights.clone();
  }
}

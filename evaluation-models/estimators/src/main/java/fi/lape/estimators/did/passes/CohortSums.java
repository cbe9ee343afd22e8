package fi.lape.estimators.did.passes;

import java.io.Serializable;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A cohort's units: how many, their weight, weighted means of outcomes and covariates, and the
 * centred products of covariates with themselves and with outcomes. Covariates are those of every
 * period, or of one where they stay the same.
 *
 * <p>Sums are centred (Chan, Golub and LeVeque 1983): a high level costs no digits.
 */
final class CohortSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final int periods;
  private final int covariates;
  private final int epochs;
  private final NavigableSet<String> clusters = new TreeSet<>();
  private final double[] outcome;
  private final double[][] covariate; // epochs × covariates
  private final double[][] square; // epochs × upper triangle
  private final double[][] cross; // epochs × (covariates × periods)
  private final double[] outcomeGap;
  private final double[] covariateGap;
  private long units;
  private double weight;

  CohortSums(int periods, int covariates, int epochs) {
    this.periods = periods;
    this.covariates = covariates;
    this.epochs = epochs;
    outcome = new double[periods];
    covariate = new double[epochs][covariates];
    square = new double[epochs][covariates * (covariates + 1) / 2];
    cross = new double[epochs][covariates * periods];
    outcomeGap = new double[periods];
    covariateGap = new double[covariates];
  }

  void add(UnitBlock block, int i) {
    double w = block.weight(i);
    units++;
    weight += w;
    double share = w / weight;
    double factor = w * (1 - share);
    for (int t = 0; t < periods; t++) {
      outcomeGap[t] = block.outcome(i, t) - outcome[t];
      outcome[t] += outcomeGap[t] * share;
    }
    for (int e = 0; e < epochs; e++) {
      for (int j = 0; j < covariates; j++) {
        covariateGap[j] = block.covariate(i, e, j) - covariate[e][j];
        covariate[e][j] += covariateGap[j] * share;
      }
      addProducts(e, factor);
    }
  }

  void inCluster(String cluster) {
    clusters.add(cluster);
  }

  private void addProducts(int e, double factor) {
    int place = 0;
    for (int r = 0; r < covariates; r++) {
      double scaled = factor * covariateGap[r];
      for (int s = r; s < covariates; s++) {
        square[e][place++] += scaled * covariateGap[s];
      }
      for (int t = 0; t < periods; t++) {
        cross[e][r * periods + t] += scaled * outcomeGap[t];
      }
    }
  }

  void merge(CohortSums other) {
    if (other.units == 0) {
      return;
    }
    clusters.addAll(other.clusters);
    double before = weight;
    units += other.units;
    weight += other.weight;
    double share = other.weight / weight;
    double factor = before * share;
    for (int t = 0; t < periods; t++) {
      outcomeGap[t] = other.outcome[t] - outcome[t];
      outcome[t] += outcomeGap[t] * share;
    }
    for (int e = 0; e < epochs; e++) {
      for (int j = 0; j < covariates; j++) {
        covariateGap[j] = other.covariate[e][j] - covariate[e][j];
        covariate[e][j] += covariateGap[j] * share;
      }
      for (int j = 0; j < square[e].length; j++) {
        square[e][j] += other.square[e][j];
      }
      for (int j = 0; j < cross[e].length; j++) {
        cross[e][j] += other.cross[e][j];
      }
      addProducts(e, factor);
    }
  }

  CohortSums empty() {
    return new CohortSums(periods, covariates, epochs);
  }

  long units() {
    return units;
  }

  double weight() {
    return weight;
  }

  NavigableSet<String> clusters() {
    return clusters;
  }

  /** Returns the weighted mean outcome at period index {@code t}. */
  double outcome(int t) {
    return outcome[t];
  }

  /** Returns the weighted mean of covariate {@code j}. */
  double covariate(int epoch, int j) {
    return covariate[epoch][j];
  }

  /** Returns Σw (x_r − x̄_r)(x_s − x̄_s). */
  double square(int epoch, int r, int s) {
    int low = Math.min(r, s);
    int high = Math.max(r, s);
    return square[epoch][low * covariates - low * (low - 1) / 2 + high - low];
  }

  /** Returns Σw (x_j − x̄_j)(y_t − ȳ_t). */
  double cross(int epoch, int j, int t) {
    return cross[epoch][j * periods + t];
  }
}

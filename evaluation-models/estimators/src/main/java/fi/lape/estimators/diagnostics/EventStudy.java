package fi.lape.estimators.diagnostics;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.DiagnosticErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Effects by event time with their covariance: all the diagnostics ask of an estimator. The effect
 * at the reference period is zero by construction and not among the estimates.
 */
public final class EventStudy {
  // Covariances computed in another order differ in the last digits only.
  private static final double ASYMMETRY = 1e-9;

  /** Between what errors are taken to be independent. */
  public enum Independence {
    /** Units: Σψψ'/n². */
    UNITS,
    /** Clusters, with the factor G/(G − 1). */
    CLUSTERS
  }

  private final int[] times;
  private final int reference;
  private final double[] estimates;
  private final double[][] covariance;
  private final int pre;

  /**
   * @param times event times in increasing order, without the reference
   * @param reference event time at which the effect is zero by construction, usually −1
   * @param estimates by event time, finite, in the outcome's unit
   * @param covariance of the estimates, symmetric and positive definite
   * @throws fi.lape.estimators.error.EvaluationException {@code EVENT_STUDY_INVALID}, {@code
   *     COVARIANCE_SINGULAR}
   */
  public EventStudy(int[] times, int reference, double[] estimates, double[][] covariance) {
    this.times = requireNonNull(times, "times is null").clone();
    this.reference = reference;
    this.estimates = requireNonNull(estimates, "estimates is null").clone();
    requireNonNull(covariance, "covariance is null");
    int n = times.length;
    require(estimates.length == n, estimates.length + " estimates for " + n + " event times");
    require(covariance.length == n, covariance.length + " rows of covariance, expected " + n);
    this.covariance = new double[n][];
    int before = 0;
    for (int i = 0; i < n; i++) {
      require(i == 0 || times[i - 1] < times[i], "event times are not increasing at " + times[i]);
      require(times[i] != reference, "the reference period " + reference + " has an estimate");
      require(Double.isFinite(estimates[i]), "the estimate at " + times[i] + " is not finite");
      require(covariance[i].length == n, "row " + i + " of the covariance has another length");
      this.covariance[i] = covariance[i].clone();
      before += times[i] < reference ? 1 : 0;
    }
    pre = before;
    requireSymmetric();
    if (n > 0 && SymmetricInverse.of(covariance).isEmpty()) {
      throw DiagnosticErrors.covarianceSingular(n);
    }
  }

  private void requireSymmetric() {
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j <= i; j++) {
        double size = Math.sqrt(Math.abs(covariance[i][i] * covariance[j][j]));
        // Written so that NaN fails.
        require(
            Math.abs(covariance[i][j] - covariance[j][i]) <= ASYMMETRY * size,
            "the covariance is not symmetric and finite at %d, %d".formatted(times[i], times[j]));
      }
    }
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw DiagnosticErrors.eventStudyInvalid(problem);
    }
  }

  /**
   * Returns the event study in a fit: its estimates of one estimand by event time, and as reference
   * the one event time at which the fit calls effects {@link Reason#REFERENCE_PERIOD}.
   *
   * @param estimand such as {@code att-dynamic}
   * @throws fi.lape.estimators.error.EvaluationException {@code REFERENCE_PERIOD_MISSING} if no
   *     event time is the reference, {@code COVARIANCE_SINGULAR}
   */
  public static EventStudy of(Fit fit, String estimand, Independence independence) {
    List<Estimated> estimated = new ArrayList<>();
    Set<Integer> references = new TreeSet<>();
    for (Effect effect : fit.effects()) {
      OptionalInt time = effect.key().eventTime();
      if (effect instanceof Estimated e
          && time.isPresent()
          && e.key().estimand().equals(estimand)) {
        estimated.add(e);
      } else if (effect instanceof NotEstimable none
          && time.isPresent()
          && none.reason() == Reason.REFERENCE_PERIOD) {
        // Of any estimand: some methods name the reference in their cells, not in the averages.
        references.add(time.getAsInt());
      }
    }
    if (references.size() != 1) {
      throw DiagnosticErrors.referencePeriodMissing(estimand);
    }
    estimated.sort(Comparator.comparingInt(e -> e.key().eventTime().getAsInt()));
    int n = estimated.size();
    int clusters = estimated.stream().mapToInt(e -> e.clusters().size()).max().orElse(0);
    if (independence == Independence.CLUSTERS && clusters <= n) {
      throw DiagnosticErrors.covarianceSingular(n);
    }
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = covariance(estimated.get(i), estimated.get(j), independence, clusters);
        covariance[j][i] = covariance[i][j];
      }
    }
    return new EventStudy(
        estimated.stream().mapToInt(e -> e.key().eventTime().getAsInt()).toArray(),
        references.iterator().next(),
        estimated.stream().mapToDouble(Estimated::estimate).toArray(),
        covariance);
  }

  private static double covariance(
      Estimated one, Estimated other, Independence independence, int clusters) {
    return switch (independence) {
      case UNITS -> one.influence().unitCovariance(other.influence());
      case CLUSTERS ->
          clusters / (clusters - 1.0) * one.influence().clusterCovariance(other.influence());
    };
  }

  /** Returns the number of estimates. */
  public int size() {
    return times.length;
  }

  /** Returns the number of estimates before the reference period; they come first. */
  public int pre() {
    return pre;
  }

  /** Returns the number of estimates after the reference period. */
  public int post() {
    return times.length - pre;
  }

  /** Returns the event time at which the effect is zero by construction. */
  public int reference() {
    return reference;
  }

  /** Returns the event time of estimate {@code i}. */
  public int time(int i) {
    return times[i];
  }

  /** Returns estimate {@code i}, in the outcome's unit. */
  public double estimate(int i) {
    return estimates[i];
  }

  /** Returns the covariance of two estimates. */
  public double covariance(int i, int j) {
    return covariance[i][j];
  }

  double[] estimates() {
    return estimates.clone();
  }

  /** Returns the covariance of the first {@code n} estimates. */
  double[][] covariance(int n) {
    double[][] block = new double[n][];
    for (int i = 0; i < n; i++) {
      block[i] = Arrays.copyOf(covariance[i], n);
    }
    return block;
  }

  /** Refuses gaps between the event times, the reference among them. */
  void requireConsecutive() {
    int[] all = Arrays.copyOf(times, times.length + 1);
    all[times.length] = reference;
    Arrays.sort(all);
    for (int i = 1; i < all.length; i++) {
      if (all[i] != all[i - 1] + 1) {
        throw DiagnosticErrors.eventTimesNotConsecutive(all[i - 1], all[i]);
      }
    }
  }

  void requirePre(String diagnostic, int needed) {
    if (pre < needed) {
      throw DiagnosticErrors.tooFewPrePeriods(diagnostic, pre, needed);
    }
  }

  void requirePost(String diagnostic) {
    if (post() == 0) {
      throw DiagnosticErrors.noPostPeriods(diagnostic);
    }
  }
}

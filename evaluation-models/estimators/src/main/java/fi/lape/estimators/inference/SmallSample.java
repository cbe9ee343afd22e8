package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.ClusterRegression.Parameters;
import java.util.OptionalDouble;

/**
 * Every choice a cluster-robust error leaves open; none is hidden in a default.
 *
 * @param groups whether the variance is multiplied by G/(G − 1)
 * @param counted what K counts in the factor (n − 1)/(n − K)
 * @param dof of the reference distribution
 */
public record SmallSample(boolean groups, Counted counted, Dof dof) {
  /** What K counts. */
  public enum Counted {
    /** No factor. */
    NONE,
    /** Coefficients that are not effects. */
    COEFFICIENTS,
    /** Coefficients and the effects that are not nested in the clusters. */
    NOT_NESTED,
    /** Coefficients and all effects. */
    ALL
  }

  /** Degrees of freedom of the reference distribution. */
  public enum Dof {
    /** t with G − 1. */
    CLUSTERS,
    /** t with n − K. */
    RESIDUAL,
    /** The normal distribution. */
    NORMAL
  }

  /** G/(G − 1) · (n − 1)/(n − K) with effects nested in clusters not counted, t(G − 1): fixest. */
  public static final SmallSample CR1 = new SmallSample(true, Counted.NOT_NESTED, Dof.CLUSTERS);

  /** No factor, t(G − 1). */
  public static final SmallSample CR0 = new SmallSample(false, Counted.NONE, Dof.CLUSTERS);

  /** No factor and the normal distribution, as R {@code did} has it. */
  public static final SmallSample ASYMPTOTIC = new SmallSample(false, Counted.NONE, Dof.NORMAL);

  public SmallSample {
    requireNonNull(counted, "counted is null");
    requireNonNull(dof, "dof is null");
  }

  /** Whether observations are left over for the errors, where this counts them. */
  boolean isDetermined(Parameters parameters) {
    boolean counts = counted != Counted.NONE || dof == Dof.RESIDUAL;
    return !counts || parameters.observations() > counted(parameters);
  }

  /** Returns the factor of the variance; needs an observation more than coefficients. */
  public double factor(Parameters parameters, long clusters) {
    double factor = groups ? clusters / (clusters - 1.0) : 1;
    if (counted != Counted.NONE) {
      double n = parameters.observations();
      factor *= (n - 1) / (n - counted(parameters));
    }
    return factor;
  }

  /** Returns the degrees of freedom, or empty for the normal distribution. */
  public OptionalDouble dof(Parameters parameters, long clusters) {
    return switch (dof) {
      case CLUSTERS -> OptionalDouble.of(clusters - 1.0);
      case RESIDUAL -> OptionalDouble.of((double) parameters.observations() - counted(parameters));
      case NORMAL -> OptionalDouble.empty();
    };
  }

  private long counted(Parameters parameters) {
    return parameters.coefficients()
        + switch (counted) {
          case NONE, COEFFICIENTS -> 0L;
          case NOT_NESTED -> parameters.effectsNotNested();
          case ALL -> parameters.effects();
        };
  }
}

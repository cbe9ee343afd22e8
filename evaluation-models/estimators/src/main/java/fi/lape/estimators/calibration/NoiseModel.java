package fi.lape.estimators.calibration;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How outcomes move when nothing is done:
 *
 * <pre>
 *   rate_ut = level_u + year_t + A_{k(u)t} + B_ut,   A, B stationary AR(1);
 *   COUNT: value_ut = scale · N_ut / exposure_ut,    E N = rate · exposure / scale,  Var N = dispersion · E N;
 *   RATE:  value_ut = rate_ut + e_ut,                Var e = dispersion / exposure_ut.
 * </pre>
 *
 * <p>Where small cells are hidden, a count below the limit is not seen and its cell holds the
 * midpoint of 0 and the limit less 1.
 */
public final class NoiseModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final Law law;
  private final double[] levels;
  private final double[] years;

  /** How the outcome of a unit comes about. */
  public enum Kind {
    COUNT,
    RATE
  }

  /**
   * A stationary first-order autoregression.
   *
   * @param sd standard deviation in the outcome's unit, 0 or more
   * @param correlation of one period with the next, 0 to below 1
   */
  public record Shock(double sd, double correlation) implements Serializable {
    /** No shock. */
    public static final Shock NONE = new Shock(0, 0);

    public Shock {
      if (!(sd >= 0) || !(correlation >= 0) || !(correlation < 1)) {
        throw new IllegalArgumentException("shock with sd " + sd + " and ρ " + correlation);
      }
    }
  }

  /**
   * Small cells are hidden.
   *
   * @param below counts below this are; 0 hides none
   * @param scale the outcome of one case a person, also for outcomes that are drawn as rates
   */
  public record Hidden(int below, double scale) implements Serializable {
    /** Everything is seen. */
    public static final Hidden NOTHING = new Hidden(0, 1);

    /** Returns what stands in a hidden cell: the midpoint of its interval. */
    double midpoint(double exposure) {
      return scale * (below - 1) / 2 / exposure;
    }

    /** Returns whether a value would not be published. */
    boolean hides(double value, double exposure) {
      return below > 0 && Math.rint(value * exposure / scale) < below;
    }
  }

  /**
   * All of it but levels and years.
   *
   * @param kind whether the outcome is drawn as a count
   * @param area shock shared by a cluster's units
   * @param unit shock of a unit's own
   * @param dispersion of a count 1 or more (1 is Poisson); of a rate its variance times exposure
   * @param scale the outcome of one case a person: 1 000 for a rate per 1 000
   */
  public record Law(
      Kind kind, Shock area, Shock unit, double dispersion, double scale, Hidden hidden)
      implements Serializable {
    public Law {
      if (kind == Kind.COUNT && dispersion < 1) {
        throw new IllegalArgumentException("counts with dispersion " + dispersion);
      }
    }
  }

  /**
   * @param levels one a unit, in the outcome's unit
   * @param years one a period, in the outcome's unit, weighted mean 0
   */
  public NoiseModel(Law law, double[] levels, double[] years) {
    this.law = requireNonNull(law, "law is null");
    this.levels = levels.clone();
    this.years = years.clone();
  }

  /** Returns all of it but levels and years. */
  public Law law() {
    return law;
  }

  /** Returns the number of units. */
  public int units() {
    return levels.length;
  }

  /** Returns the number of periods. */
  public int periods() {
    return years.length;
  }

  /** Returns the level of a unit. */
  public double level(int unit) {
    return levels[unit];
  }

  /** Returns the deviation of a period from the levels. */
  public double year(int period) {
    return years[period];
  }
}

package fi.lape.estimators.had;

/** How much a unit counts by its distance from dose zero, in bandwidths. */
public enum Kernel {
  /** 0.75 (1 − u²). */
  EPANECHNIKOV(2.34) {
    @Override
    double at(double u) {
      return u > 1 ? 0 : 0.75 * (1 - u * u);
    }
  },
  /** 1 − u. */
  TRIANGULAR(2.576) {
    @Override
    double at(double u) {
      return u > 1 ? 0 : 1 - u;
    }
  },
  /** 0.5: every unit within the bandwidth the same. */
  UNIFORM(1.843) {
    @Override
    double at(double u) {
      return u > 1 ? 0 : 0.5;
    }
  };

  private final double pilotFactor;

  Kernel(double pilotFactor) {
    this.pilotFactor = pilotFactor;
  }

  /** Returns the weight at a distance u of 0 or more. */
  abstract double at(double u);

  /** Returns the factor of the normal-reference bandwidth that the selection starts from. */
  double pilotFactor() {
    return pilotFactor;
  }
}

package fi.lape.estimators.cost;

/** The ratios that a test does not reject. */
public sealed interface RatioSet {
  /** Whether a ratio is in the set. */
  boolean contains(double ratio);

  /** Returns the set as an interval, where it is one with two ends. */
  default RatioInterval interval() {
    return new RatioInterval.Refused(NoRatio.EFFECT_INTERVAL_HOLDS_ZERO);
  }

  /** All ratios from {@code low} to {@code high}. */
  record Bounded(double low, double high) implements RatioSet {
    @Override
    public boolean contains(double ratio) {
      return low <= ratio && ratio <= high;
    }

    @Override
    public RatioInterval interval() {
      return new RatioInterval.Ends(low, high);
    }
  }

  /** All ratios up to {@code below} and all from {@code above} on. */
  record TwoRays(double below, double above) implements RatioSet {
    @Override
    public boolean contains(double ratio) {
      return ratio <= below || ratio >= above;
    }
  }

  /** All ratios from {@code end} on: the effect lies exactly on the edge of its test. */
  record RayUp(double end) implements RatioSet {
    @Override
    public boolean contains(double ratio) {
      return ratio >= end;
    }
  }

  /** All ratios up to {@code end}: the effect lies exactly on the edge of its test. */
  record RayDown(double end) implements RatioSet {
    @Override
    public boolean contains(double ratio) {
      return ratio <= end;
    }
  }

  /** Every ratio: nothing is known of it. */
  record Everything() implements RatioSet {
    @Override
    public boolean contains(double ratio) {
      return true;
    }
  }

  /** No ratio: the effect is known to be 0, and the cost is not. */
  record Nothing() implements RatioSet {
    @Override
    public boolean contains(double ratio) {
      return false;
    }
  }
}

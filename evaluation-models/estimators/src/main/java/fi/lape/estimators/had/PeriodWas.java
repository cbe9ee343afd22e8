package fi.lape.estimators.had;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The weighted average slope of one period, or why there is none. */
public sealed interface PeriodWas {
  /** Returns the period whose outcome is looked at. */
  int period();

  /**
   * Returns how far it is from the period changes are measured from: 1 for the first treated
   * period; below 0 for placebos.
   */
  int horizon();

  /** Returns whether it lies before the start. */
  default boolean isPlacebo() {
    return horizon() < 0;
  }

  /**
   * A number.
   *
   * @param was the estimate, its interval and how it came about
   * @param linearity of effects: whether the change is linear in the dose; of placebos: whether it
   *     does not depend on the dose; empty where changes leave no residual
   */
  record Estimated(int period, int horizon, WasEstimate was, Optional<LinearityTest> linearity)
      implements PeriodWas {
    public Estimated {
      requireNonNull(was, "was is null");
      requireNonNull(linearity, "linearity is null");
    }
  }

  /**
   * No number.
   *
   * @param code of the refusal
   * @param message in full, beginning with the code
   */
  record Refused(int period, int horizon, String code, String message) implements PeriodWas {
    public Refused {
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
    }
  }
}

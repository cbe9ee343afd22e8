package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;
import fi.lape.estimators.error.EvaluationErrors;
import java.util.Map;
import java.util.TreeMap;

/**
 * What amounts of later years are worth in the base year: (1 + r)<sup>−(t − base + s)</sup> with s
 * 0, ½ or 1 by {@link Timing}. Amounts of years before the base year grow.
 *
 * @param rate real, a year; 0 or more and below 1
 * @param baseYear the year whose beginning is meant
 */
public record Discounting(double rate, int baseYear, Timing timing) {
  /** When in a year its amounts fall. */
  public enum Timing {
    /** Amounts of the base year are not discounted. */
    START_OF_YEAR,
    /** By half a year more, as of costs spread evenly. */
    MID_YEAR,
    /** By a year more. */
    END_OF_YEAR
  }

  /** Refuses rates that are none. */
  public Discounting {
    requireNonNull(timing, "timing is null");
    if (!(rate >= 0 && rate < 1)) {
      throw EvaluationErrors.settingOutOfRange("discount rate", rate, "0 or more and below 1");
    }
  }

  /** Returns the same at another rate. */
  public Discounting atRate(double other) {
    return new Discounting(other, baseYear, timing);
  }

  /** Returns what 1 of a year is worth. */
  public double factor(int year) {
    double part =
        switch (timing) {
          case START_OF_YEAR -> 0;
          case MID_YEAR -> 0.5;
          case END_OF_YEAR -> 1;
        };
    return Math.pow(1 + rate, -(year - baseYear + part));
  }

  /** Returns what amounts by year are worth together. */
  public double presentValue(Map<Integer, Double> byYear) {
    double sum = 0;
    for (Map.Entry<Integer, Double> amount : new TreeMap<>(byYear).entrySet()) {
      if (!Double.isFinite(amount.getValue())) {
        throw CostErrors.dataInvalid(
            "the amount of %d is %s".formatted(amount.getKey(), amount.getValue()));
      }
      sum += amount.getValue() * factor(amount.getKey());
    }
    return sum;
  }
}

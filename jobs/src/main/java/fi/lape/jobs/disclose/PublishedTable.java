package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers as a reader has them: shown ones, hidden ones between ends, and sums. Shares nothing with
 * what chose the hidden cells but the solver.
 */
public final class PublishedTable {
  /** Sums of published numbers may be off by this share, as rounded ones are. */
  private static final double ROUNDING = 1e-9;

  private final List<Range> numbers = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();

  private record Sum(int total, List<Integer> parts, boolean partial) {}

  /** Adds a number everybody sees; returns its index. */
  public int shown(double value) {
    double slack = ROUNDING * Math.max(1, value);
    numbers.add(new Range(value - slack, value + slack));
    return numbers.size() - 1;
  }

  /** Adds a number of which only the ends are known; returns its index. */
  public int hidden(double low, double high) {
    numbers.add(new Range(low, high));
    return numbers.size() - 1;
  }

  /**
   * Adds that a total is the sum of its parts.
   *
   * @param partial whether it may be more
   */
  public void sum(int total, List<Integer> parts, boolean partial) {
    sums.add(new Sum(total, List.copyOf(parts), partial));
  }

  /** Returns what all sums together allow a number to be. */
  public Range bounds(int number) {
    return new Range(end(number, false), end(number, true));
  }

  private double end(int number, boolean greatest) {
    LinearProgram program = new LinearProgram();
    for (Range range : numbers) {
      program.variable(range.low(), range.high());
    }
    for (Sum sum : sums) {
      LinearProgram.Row row = program.equal(0);
      row.add(sum.total(), -1);
      sum.parts().forEach(part -> row.add(part, 1));
      if (sum.partial()) {
        row.add(program.variable(0, Double.POSITIVE_INFINITY), 1);
      }
    }
    program.cost(number, 1);
    LinearProgram.Solution end = greatest ? program.maximise() : program.minimise();
    if (end.isBounded()) {
      return end.at(number);
    }
    return greatest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}

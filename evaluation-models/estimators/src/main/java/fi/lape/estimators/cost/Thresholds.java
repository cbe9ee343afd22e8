package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/** Where the answer turns: values of one number at which the net benefit is zero. */
public final class Thresholds {
  /** Pieces of the range that are looked at; two turns within one are not seen. */
  public static final int PIECES = 200;

  private static final double RELATIVE = 1e-14;
  private static final int EVALUATIONS = 1000;
  private static final int ORDER = 5;

  private Thresholds() {}

  /**
   * Returns the values in a number's range at which the answer is zero, rising; empty if the range
   * holds none.
   *
   * @param parameters all numbers of the model, the others stay where they are
   * @param name of the one to be moved
   */
  public static List<Double> of(
      List<Parameter> parameters, String name, ToDoubleFunction<Map<String, Double>> model) {
    Map<String, Double> base = Tornado.base(parameters);
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return zeros(x -> Tornado.at(base, name, x, model), parameter.low(), parameter.high());
      }
    }
    throw CostErrors.dataInvalid("there is no number '%s'".formatted(name));
  }

  private static List<Double> zeros(DoubleUnaryOperator answer, double low, double high) {
    List<Double> zeros = new ArrayList<>();
    double from = low;
    double there = answer.applyAsDouble(from);
    if (there == 0) {
      zeros.add(from);
    }
    for (int piece = 1; piece <= PIECES && low < high; piece++) {
      double to = piece == PIECES ? high : low + (high - low) * piece / PIECES;
      double here = answer.applyAsDouble(to);
      if (here == 0) {
        zeros.add(to);
      } else if (there * Math.signum(here) < 0) {
        zeros.add(
            new BracketingNthOrderBrentSolver(
                    RELATIVE, RELATIVE * Math.max(Math.abs(from), Math.abs(to)), ORDER)
                .solve(EVALUATIONS, answer::applyAsDouble, from, to));
      }
      from = to;
      there = here;
    }
    return List.copyOf(zeros);
  }
}

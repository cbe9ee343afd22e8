package fi.lape.jobs.disclose;

import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** A linear program, or one with whole-number variables; the only place that names the solver. */
final class LinearProgram {
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();

  /** Adds a variable; infinite ends are none. */
  int variable(double low, double high) {
    Variable variable = model.addVariable();
    if (Double.isFinite(low)) {
      variable.lower(low);
    }
    if (Double.isFinite(high)) {
      variable.upper(high);
    }
    return model.countVariables() - 1;
  }

  /** Adds a variable that is 0 or 1. */
  int choice() {
    model.addVariable().binary();
    return model.countVariables() - 1;
  }

  /** Sets what a variable costs. */
  void cost(int variable, double cost) {
    model.getVariable(variable).weight(cost);
  }

  void noCost(int variable) {
    model.getVariable(variable).weight(null);
  }

  /** A row to be filled with {@link Row#add}. */
  Row equal(double value) {
    Expression row = model.addExpression();
    row.level(value);
    return new Row(row);
  }

  Row atLeast(double value) {
    Expression row = model.addExpression();
    row.lower(value);
    return new Row(row);
  }

  Row between(double low, double high) {
    Expression row = model.addExpression();
    if (Double.isFinite(low)) {
      row.lower(low);
    }
    if (Double.isFinite(high)) {
      row.upper(high);
    }
    return new Row(row);
  }

  /** One condition. */
  record Row(Expression expression) {
    void add(int variable, double coefficient) {
      expression.set(variable, coefficient);
    }
  }

  /** Where a program ends. */
  static final class Solution {
    private final boolean bounded;
    private final Optimisation.Result result;

    Solution(boolean bounded, Optimisation.Result result) {
      this.bounded = bounded;
      this.result = result;
    }

    /** Whether there is an end to the objective. */
    boolean isBounded() {
      return bounded;
    }

    /** The value of a variable there. */
    double at(int variable) {
      return result.doubleValue(variable);
    }
  }

  Solution minimise() {
    return solution(model.minimise());
  }

  /** Empty where no point meets all conditions. */
  Optional<Solution> minimiseIfPossible() {
    return ifPossible(model.minimise());
  }

  /** Empty where no point meets all conditions. */
  Optional<Solution> maximiseIfPossible() {
    return ifPossible(model.maximise());
  }

  private static Optional<Solution> ifPossible(Optimisation.Result result) {
    if (result.getState() == Optimisation.State.UNBOUNDED) {
      return Optional.of(new Solution(false, result));
    }
    return result.getState().isFeasible()
        ? Optional.of(new Solution(true, result))
        : Optional.empty();
  }

  Solution maximise() {
    return solution(model.maximise());
  }

  private Solution solution(Optimisation.Result result) {
    if (result.getState() == Optimisation.State.UNBOUNDED) {
      return new Solution(false, result);
    }
    if (!result.getState().isFeasible()) {
      throw new IllegalStateException("the linear program ended as " + result.getState());
    }
    return new Solution(true, result);
  }
}

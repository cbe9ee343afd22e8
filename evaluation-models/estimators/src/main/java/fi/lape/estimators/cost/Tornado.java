package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How far the answer moves when one number at a time takes the ends of its range, and the others
 * stay where they are.
 *
 * @param base the answer with every number as taken
 * @param bars the widest first; of equal ones by name
 */
public record Tornado(double base, List<Bar> bars) {
  /**
   * The answers at the ends of one number's range.
   *
   * @param crossesZero whether the two answers lie on different sides of zero, or one on it
   */
  public record Bar(String name, double atLow, double atHigh, boolean crossesZero) {
    /** Returns how far the ends are apart. */
    public double width() {
      return Math.abs(atHigh - atLow);
    }
  }

  /**
   * Moves each number.
   *
   * @param model the answer by the numbers' names, such as net benefit
   */
  public static Tornado of(
      List<Parameter> parameters, ToDoubleFunction<Map<String, Double>> model) {
    Map<String, Double> base = base(parameters);
    List<Bar> bars = new ArrayList<>();
    for (Parameter parameter : parameters) {
      double low = at(base, parameter.name(), parameter.low(), model);
      double high = at(base, parameter.name(), parameter.high(), model);
      bars.add(new Bar(parameter.name(), low, high, Math.signum(low) * Math.signum(high) <= 0));
    }
    bars.sort(Comparator.comparingDouble(Bar::width).reversed().thenComparing(Bar::name));
    return new Tornado(model.applyAsDouble(Collections.unmodifiableMap(base)), List.copyOf(bars));
  }

  static Map<String, Double> base(List<Parameter> parameters) {
    Map<String, Double> base = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (base.put(parameter.name(), parameter.base()) != null) {
        throw CostErrors.dataInvalid("'%s' is given twice".formatted(parameter.name()));
      }
    }
    return base;
  }

  static double at(
      Map<String, Double> base,
      String name,
      double value,
      ToDoubleFunction<Map<String, Double>> model) {
    Map<String, Double> values = new LinkedHashMap<>(base);
    values.put(name, value);
    return model.applyAsDouble(Collections.unmodifiableMap(values));
  }
}

package fi.lape.jobs.cost;

import fi.lape.estimators.cost.Increment;
import fi.lape.estimators.cost.Parameter;
import fi.lape.estimators.cost.Thresholds;
import fi.lape.estimators.cost.Tornado;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far the net benefit moves with one number at a time, and where it turns. Numbers with an
 * interval take its ends, discount rates those of the plan; of the programme cost, which the
 * accounts do not divide, a quarter to all is charged to the component.
 */
final class Sensitivity {
  static final String EFFECT = "effect";
  static final String CARE_COST = "care-cost";
  static final String PROGRAMME_SHARE = "programme-share";
  static final String DISCOUNT_RATE = "discount-rate";
  static final String WORTH = "worth";

  private static final double LEAST_SHARE = 0.25;
  private static final Map<String, String> UNITS =
      Map.of(
          EFFECT, "per-1000",
          CARE_COST, "eur-per-child",
          PROGRAMME_SHARE, "share",
          DISCOUNT_RATE, "share",
          WORTH, "eur-per-placement");

  /**
   * One number moved.
   *
   * @param benefit with every number as taken
   * @param threshold the value at which the net benefit is zero, empty if the range holds none
   */
  record Moved(
      Parameter parameter,
      String unit,
      double benefit,
      double benefitLow,
      double benefitHigh,
      OptionalDouble threshold) {}

  private Sensitivity() {}

  /** Every number that can be moved, the one that matters most first; none without an effect. */
  static List<Moved> of(Known known, CostChoices choices) {
    if (known.effect().number().isEmpty() || choices.grid().isEmpty()) {
      return List.of();
    }
    List<Parameter> parameters = parameters(known, choices);
    java.util.function.ToDoubleFunction<Map<String, Double>> model =
        values -> benefit(known, choices, values);
    Tornado tornado = Tornado.of(parameters, model);
    Map<String, Parameter> byName = new LinkedHashMap<>();
    parameters.forEach(p -> byName.put(p.name(), p));
    List<Moved> moved = new ArrayList<>();
    for (Tornado.Bar bar : tornado.bars()) {
      List<Double> zeros = Thresholds.of(parameters, bar.name(), model);
      moved.add(
          new Moved(
              byName.get(bar.name()),
              UNITS.get(bar.name()),
              tornado.base(),
              bar.atLow(),
              bar.atHigh(),
              zeros.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(zeros.get(0))));
    }
    return moved;
  }

  private static List<Parameter> parameters(Known known, CostChoices choices) {
    List<Parameter> parameters = new ArrayList<>();
    estimate(EFFECT, known.effect()).ifPresent(parameters::add);
    estimate(CARE_COST, known.careCost()).ifPresent(parameters::add);
    parameters.add(new Parameter(PROGRAMME_SHARE, 1, LEAST_SHARE, 1));
    List<Double> rates = new ArrayList<>(choices.otherRates());
    rates.add(choices.rate());
    parameters.add(
        new Parameter(
            DISCOUNT_RATE, choices.rate(), Collections.min(rates), Collections.max(rates)));
    WillingnessToPay grid = choices.grid().orElseThrow();
    parameters.add(new Parameter(WORTH, (grid.from() + grid.to()) / 2, grid.from(), grid.to()));
    return parameters;
  }

  private static Optional<Parameter> estimate(String name, Headline headline) {
    return headline
        .number()
        .flatMap(
            point ->
                point
                    .interval()
                    .filter(interval -> interval.contains(point.estimate()))
                    .map(i -> new Parameter(name, point.estimate(), i.low(), i.high())));
  }

  private static double benefit(Known known, CostChoices choices, Map<String, Double> values) {
    double effect = values.getOrDefault(EFFECT, known.effect().number().orElseThrow().estimate());
    double care =
        values.getOrDefault(
            CARE_COST, known.careCost().number().map(Headline.Point::estimate).orElse(0.0));
    Increment increment =
        known.increment(
            choices.discounting(values.get(DISCOUNT_RATE), known.adopters()),
            effect,
            care,
            values.get(PROGRAMME_SHARE));
    return increment.netBenefit(values.get(WORTH));
  }
}

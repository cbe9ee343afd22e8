package fi.lape.jobs.cost;

import fi.lape.estimators.cost.Discounting;
import fi.lape.estimators.cost.Perspective;
import fi.lape.jobs.cost.Headline.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an adopted component cost for what it avoided.
 *
 * <p>The whole programme cost of an area is charged to the component in proportion to the children
 * of its adopting municipalities, because the accounts do not divide it between components: an
 * upper bound of what the component cost. Effects are added up from adoption to the last year of
 * the outcome, over the children of the base year, which are the weights of the estimate.
 *
 * <p>Amounts are in euros of the price year. Totals and budgets are not discounted; ratios and net
 * benefits are, effects and costs alike.
 */
final class CostEffectiveness {
  static final String COST_INTERVAL = "INTERVAL_OF_CARE_COST_ONLY";
  static final String WITHOUT_CARE_COST = "WITHOUT_CARE_COST_CHANGE";

  private CostEffectiveness() {}

  /** All measures of an analysis, in a fixed order. */
  static List<Measure> of(String analysis, Known known, CostChoices choices) {
    Adopters adopters = known.adopters();
    List<Measure> measures = new ArrayList<>();
    measures.add(
        scaled("effect-per-year", known.effect(), adopters.children() / 1000, "placements"));
    measures.add(
        scaled("effect-total", known.effect(), adopters.childYears() / 1000, "placements"));
    measures.add(Measure.of("programme-cost", adopters.programmeCost(), "eur"));
    measures.add(
        Measure.of("programme-cost-of-adopters", adopters.programmeCostOfAdopters(), "eur"));
    measures.add(scaled("care-cost-change", known.careCost(), adopters.childYears(), "eur"));
    measures.add(incremental("incremental-cost", known, Perspective.BOTH));
    for (Perspective perspective : choices.perspectives()) {
      if (perspective != Perspective.BOTH) {
        measures.add(
            incremental("incremental-cost-" + Budgets.word(perspective), known, perspective));
      }
    }
    measures.addAll(Budgets.of(known, choices.perspectives()));
    Discounting base = choices.discounting(choices.rate(), adopters);
    measures.add(
        scaled(
            "effect-total-discounted",
            known.effect(),
            base.presentValue(adopters.childrenByYear()) / 1000,
            "placements"));
    known.increment(base).ifPresent(i -> measures.add(discountedCost(i.cost(), known, base)));
    measures.addAll(Ratios.of(analysis, known, choices));
    measures.addAll(NetBenefits.of(analysis, known, choices));
    return measures;
  }

  /** The cost at which net benefit at a worth of 0 is the negative, with its interval. */
  private static Measure discountedCost(double cost, Known known, Discounting base) {
    Optional<Interval> interval =
        known.hasCareCost()
            ? known.leftOut(base).map(areas -> NetBenefits.interval(areas, 0).times(-1))
            : Optional.empty();
    return Measure.of(
        "incremental-cost-discounted",
        cost,
        interval,
        "eur",
        NetBenefits.reason(known, !known.hasCareCost() || interval.isPresent()));
  }

  private static Measure scaled(String name, Headline headline, double factor, String unit) {
    return headline
        .number()
        .map(
            n ->
                new Measure(
                    name,
                    Optional.of(n.estimate() * factor),
                    n.interval().map(i -> i.times(factor)),
                    unit,
                    "ESTIMATED",
                    Optional.empty()))
        .orElseGet(() -> Measure.absent(name, unit, headline));
  }

  /** What payers spent on the programme, and care cost more; not discounted. */
  private static Measure incremental(String name, Known known, Perspective perspective) {
    double programme = 0;
    for (Charged charged : known.adopters().charged().values()) {
      programme += Budgets.programme(charged, perspective);
    }
    return Budgets.withCare(name, programme, known, known.adopters().childYears(), perspective);
  }
}

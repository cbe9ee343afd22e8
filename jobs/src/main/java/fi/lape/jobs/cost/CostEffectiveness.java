package fi.lape.jobs.cost;

import fi.lape.jobs.cost.Headline.Interval;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an adopted component cost for each placement avoided, from headline estimates.
 *
 * <p>The whole programme cost of an area is charged to the component in proportion to the children
 * of its adopting municipalities, because the accounts do not divide it between components: an
 * upper bound of what the component cost. Effects are added up from adoption to the last year of
 * the outcome, over the children of the base year, which are the weights of the estimate.
 *
 * <p>Intervals carry the interval of one estimate, named in {@link Measure#reason}; the other
 * numbers are taken as known. Amounts are in euros of the price year, undiscounted.
 */
final class CostEffectiveness {
  static final String EFFECT_INTERVAL = "INTERVAL_OF_EFFECT_ONLY";

  /** The worst ends of both 95 % intervals together: right in at least 90 of 100 cases. */
  static final String BOTH_INTERVALS = "INTERVAL_OF_BOTH_AT_THEIR_WORST";

  static final String COST_INTERVAL = "INTERVAL_OF_CARE_COST_ONLY";
  static final String WITHOUT_CARE_COST = "WITHOUT_CARE_COST_CHANGE";

  private CostEffectiveness() {}

  /**
   * What is known of one analysis.
   *
   * @param effect change in placements per 1000 children
   * @param careCost change in care cost per child of the same adoption, real euros
   * @param adopters children of the base year in adopting municipalities
   * @param adopterYears the same, summed over the years from adoption on
   * @param programmeCost programme cost of all areas, real euros
   * @param adoptersProgrammeCost the part charged to the adopting municipalities
   */
  record Known(
      Headline effect,
      Headline careCost,
      double adopters,
      double adopterYears,
      double programmeCost,
      double adoptersProgrammeCost) {}

  /**
   * One number of the table.
   *
   * @param reason a code where the value is absent, or where the interval needs a word
   */
  record Measure(
      String name,
      Optional<Double> value,
      Optional<Interval> interval,
      String unit,
      String status,
      Optional<String> reason) {}

  /** All measures of an analysis, in a fixed order. */
  static List<Measure> of(Known known, Optional<WillingnessToPay> grid) {
    List<Measure> measures = new ArrayList<>();
    measures.add(scaled("effect-per-year", known.effect(), known.adopters() / 1000, "placements"));
    measures.add(scaled("effect-total", known.effect(), known.adopterYears() / 1000, "placements"));
    measures.add(certain("programme-cost", known.programmeCost()));
    measures.add(certain("programme-cost-of-adopters", known.adoptersProgrammeCost()));
    Measure careCost = scaled("care-cost-change", known.careCost(), known.adopterYears(), "eur");
    measures.add(careCost);
    Measure incremental = incremental(known.adoptersProgrammeCost(), careCost);
    measures.add(incremental);
    measures.add(ratio(known, incremental));
    grid.ifPresent(g -> measures.addAll(netBenefits(known, incremental, g)));
    return measures;
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
        .orElseGet(() -> absent(name, unit, headline.status(), headline.reason()));
  }

  private static Measure certain(String name, double euros) {
    return new Measure(
        name, Optional.of(euros), Optional.empty(), "eur", "ESTIMATED", Optional.empty());
  }

  private static Measure absent(String name, String unit, String status, String reason) {
    return new Measure(name, Optional.empty(), Optional.empty(), unit, status, Optional.of(reason));
  }

  /** Programme cost plus the change in care cost; without the latter where it is not known. */
  private static Measure incremental(double programme, Measure careCost) {
    return new Measure(
        "incremental-cost",
        Optional.of(programme + careCost.value().orElse(0.0)),
        careCost.interval().map(i -> i.plus(programme)),
        "eur",
        "ESTIMATED",
        Optional.of(careCost.value().isPresent() ? COST_INTERVAL : WITHOUT_CARE_COST));
  }

  /** Euros for a placement avoided: only where there are fewer placements at a higher cost. */
  private static Measure ratio(Known known, Measure incremental) {
    String name = "cost-per-placement-avoided";
    String unit = "eur-per-placement";
    if (known.effect().number().isEmpty()) {
      return absent(name, unit, known.effect().status(), known.effect().reason());
    }
    Headline.Point effect = known.effect().number().get();
    double avoided = -effect.estimate() * known.adopterYears() / 1000;
    double cost = incremental.value().orElseThrow();
    if (avoided <= 0) {
      return absent(name, unit, "NOT_ESTIMABLE", "NO_PLACEMENT_AVOIDED");
    }
    if (cost <= 0) {
      return absent(name, unit, "NOT_ESTIMABLE", "FEWER_PLACEMENTS_AT_LOWER_COST");
    }
    Optional<Interval> avoidedInterval =
        effect.interval().map(i -> i.times(-known.adopterYears() / 1000));
    boolean bounded = avoidedInterval.isPresent() && avoidedInterval.get().low() > 0;
    return new Measure(
        name,
        Optional.of(cost / avoided),
        bounded
            ? avoidedInterval.map(i -> new Interval(cost / i.high(), cost / i.low()))
            : Optional.empty(),
        unit,
        "ESTIMATED",
        Optional.of(bounded ? EFFECT_INTERVAL : "INTERVAL_OF_EFFECT_HOLDS_ZERO"));
  }

  private static List<Measure> netBenefits(
      Known known, Measure incremental, WillingnessToPay grid) {
    List<Measure> measures = new ArrayList<>();
    int steps = (int) Math.floor((grid.to() - grid.from()) / grid.step() + 1e-9);
    for (int step = 0; step <= steps; step++) {
      double worth = grid.from() + step * grid.step();
      String name = "net-benefit-at-%06d".formatted(Math.round(worth));
      if (known.effect().number().isEmpty()) {
        measures.add(absent(name, "eur", known.effect().status(), known.effect().reason()));
        continue;
      }
      Headline.Point effect = known.effect().number().get();
      double factor = -known.adopterYears() / 1000 * worth;
      double cost = incremental.value().orElseThrow();
      measures.add(
          new Measure(
              name,
              Optional.of(effect.estimate() * factor - cost),
              netBenefitInterval(effect.interval().map(i -> i.times(factor)), incremental),
              "eur",
              "ESTIMATED",
              Optional.of(
                  incremental.reason().equals(Optional.of(WITHOUT_CARE_COST))
                      ? WITHOUT_CARE_COST
                      : BOTH_INTERVALS)));
    }
    return measures;
  }

  /**
   * What was avoided less what it cost, with the uncertainty of both: the lowest of one less the
   * highest of the other. Where a cost has no interval none is claimed.
   */
  private static Optional<Interval> netBenefitInterval(
      Optional<Interval> worth, Measure incremental) {
    if (incremental.reason().equals(Optional.of(WITHOUT_CARE_COST))) {
      return worth.map(w -> w.plus(-incremental.value().orElseThrow()));
    }
    return worth.flatMap(
        w -> incremental.interval().map(c -> new Interval(w.low() - c.high(), w.high() - c.low())));
  }
}

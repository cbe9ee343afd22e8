package fi.lape.jobs.cost;

import fi.lape.estimators.cost.Discounting;
import fi.lape.estimators.cost.Fieller;
import fi.lape.estimators.cost.Icer;
import fi.lape.estimators.cost.Increment;
import fi.lape.estimators.cost.LeftOutAreas;
import fi.lape.estimators.cost.NoRatio;
import fi.lape.estimators.cost.Quadrant;
import fi.lape.estimators.cost.RatioBootstrap;
import fi.lape.estimators.cost.RatioInterval;
import fi.lape.jobs.cost.Headline.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Euros for a placement avoided, where there are fewer placements at a higher cost; euros saved for
 * a placement added, where there are more at a lower cost. Elsewhere a ratio means nothing.
 */
final class Ratios {
  private static final String AVOIDED = "cost-per-placement-avoided";
  private static final String ADDED = "saving-per-placement-added";
  private static final String UNIT = "eur-per-placement";

  private Ratios() {}

  /** The ratio with both intervals, and at other discount rates. */
  static List<Measure> of(String analysis, Known known, CostChoices choices) {
    Discounting base = choices.discounting(choices.rate(), known.adopters());
    List<Measure> measures = new ArrayList<>();
    measures.add(fieller(AVOIDED, Quadrant.NE, known, base));
    Optional<LeftOutAreas> areas = known.leftOut(base);
    Optional<Quadrant> quadrant = known.increment(base).flatMap(Ratios::quadrant);
    if (quadrant.equals(Optional.of(Quadrant.SW))) {
      measures.add(fieller(ADDED, Quadrant.SW, known, base));
    }
    if (areas.isPresent() && quadrant.equals(Optional.of(Quadrant.NE))) {
      measures.add(
          number(
              AVOIDED + "-resampled",
              Quadrant.NE,
              areas.get().all(),
              RatioBootstrap.of(
                      areas.get().all(), Draws.of(analysis, known, areas.get(), choices.seed()))
                  .accelerated(Draws.LEVEL, areas.get().without()),
              Draws.RESAMPLED_INTERVAL));
    }
    for (double rate : choices.otherRates()) {
      measures.add(
          fieller(
              AVOIDED + "-discount-%03d".formatted(Math.round(1000 * rate)),
              Quadrant.NE,
              known,
              choices.discounting(rate, known.adopters())));
    }
    return measures;
  }

  private static Optional<Quadrant> quadrant(Increment increment) {
    return increment.icer() instanceof Icer.Ratio ratio
        ? Optional.of(ratio.quadrant())
        : Optional.empty();
  }

  private static Measure fieller(
      String name, Quadrant wanted, Known known, Discounting discounting) {
    Optional<Increment> increment = known.increment(discounting);
    if (increment.isEmpty()) {
      return Measure.absent(name, UNIT, known.effect());
    }
    Optional<LeftOutAreas> areas = known.leftOut(discounting);
    if (areas.isEmpty()) {
      return of(name, wanted, increment.get(), Optional.empty(), Draws.NO_AREAS);
    }
    RatioInterval interval =
        Fieller.of(increment.get(), areas.get().error(), Draws.LEVEL, Draws.reference(areas.get()))
            .set()
            .interval();
    return number(name, wanted, increment.get(), interval, Draws.AREAS_INTERVAL);
  }

  private static Measure number(
      String name, Quadrant wanted, Increment increment, RatioInterval interval, String reason) {
    if (interval instanceof RatioInterval.Refused refused) {
      return of(name, wanted, increment, Optional.empty(), word(refused.reason()));
    }
    RatioInterval.Ends ends = (RatioInterval.Ends) interval;
    return of(name, wanted, increment, Optional.of(new Interval(ends.low(), ends.high())), reason);
  }

  private static Measure of(
      String name,
      Quadrant wanted,
      Increment increment,
      Optional<Interval> interval,
      String reason) {
    if (increment.icer() instanceof Icer.Ratio ratio && ratio.quadrant() == wanted) {
      return Measure.of(name, ratio.value(), interval, UNIT, reason);
    }
    return Measure.absent(
        name,
        UNIT,
        "NOT_ESTIMABLE",
        increment.effect() > 0 ? "FEWER_PLACEMENTS_AT_LOWER_COST" : "NO_PLACEMENT_AVOIDED");
  }

  private static String word(NoRatio reason) {
    return switch (reason) {
      case EFFECT_INTERVAL_HOLDS_ZERO -> "INTERVAL_OF_EFFECT_HOLDS_ZERO";
      case DRAWS_REACH_NO_EFFECT, ESTIMATE_OUTSIDE_DRAWS -> "RESAMPLES_REACH_NO_EFFECT";
      case DOMINANT, DOMINATED, NO_DIFFERENCE_IN_EFFECT -> reason.name(); // told by the estimate
    };
  }
}

package fi.lape.jobs.cost;

import fi.lape.estimators.cost.CostEffectDraws;
import fi.lape.estimators.cost.Discounting;
import fi.lape.estimators.cost.Increment;
import fi.lape.estimators.cost.LeftOutAreas;
import fi.lape.estimators.cost.NetBenefit;
import fi.lape.estimators.cost.QuadrantShares;
import fi.lape.jobs.cost.Headline.Interval;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Net benefit by what a placement avoided is taken to be worth, with the acceptability curve and
 * its frontier, the value of perfect information, and the quadrants of the cost-effectiveness
 * plane.
 *
 * <p>The interval of a net benefit is estimate ± t(areas − 1) · error, so that Fieller's ends are
 * exactly where it touches zero; probabilities are shares of resamples of areas.
 */
final class NetBenefits {
  private static final String EUR = "eur";
  private static final String SHARE = "share";

  private NetBenefits() {}

  static List<Measure> of(String analysis, Known known, CostChoices choices) {
    Discounting base = choices.discounting(choices.rate(), known.adopters());
    Optional<LeftOutAreas> areas = known.leftOut(base);
    Optional<CostEffectDraws> draws =
        areas.map(left -> Draws.of(analysis, known, left, choices.seed()));
    List<Measure> measures = new ArrayList<>();
    draws.ifPresent(d -> addPlane(d.plane(), measures));
    for (double worth : choices.grid().map(NetBenefits::steps).orElse(List.of())) {
      String at = "-at-%06d".formatted(Math.round(worth));
      Optional<Increment> increment = known.increment(base);
      if (increment.isEmpty()) {
        measures.add(Measure.absent("net-benefit" + at, EUR, known.effect()));
        continue;
      }
      measures.add(
          Measure.of(
              "net-benefit" + at,
              increment.get().netBenefit(worth),
              areas.map(left -> interval(left, worth)),
              EUR,
              reason(known, areas.isPresent())));
      draws.ifPresent(d -> addCurves(at, d.netBenefit(worth, Draws.LEVEL), measures));
    }
    return measures;
  }

  private static List<Double> steps(WillingnessToPay grid) {
    List<Double> steps = new ArrayList<>();
    int last = (int) Math.floor((grid.to() - grid.from()) / grid.step() + 1e-9);
    for (int step = 0; step <= last; step++) {
      steps.add(grid.from() + step * grid.step());
    }
    return steps;
  }

  static String reason(Known known, boolean hasInterval) {
    if (!hasInterval) {
      return Draws.NO_AREAS;
    }
    return known.hasCareCost() ? Draws.AREAS_INTERVAL : CostEffectiveness.WITHOUT_CARE_COST;
  }

  static Interval interval(LeftOutAreas areas, double worth) {
    double q = Draws.reference(areas).quantile(1 - (1 - Draws.LEVEL) / 2);
    double half = q * Math.sqrt(areas.error().ofNetBenefit(worth));
    double benefit = areas.all().netBenefit(worth);
    return new Interval(benefit - half, benefit + half);
  }

  private static void addPlane(QuadrantShares shares, List<Measure> measures) {
    measures.add(Measure.of("plane-north-east", shares.northEast(), SHARE));
    measures.add(Measure.of("plane-north-west", shares.northWest(), SHARE));
    measures.add(Measure.of("plane-south-east", shares.southEast(), SHARE));
    measures.add(Measure.of("plane-south-west", shares.southWest(), SHARE));
  }

  private static void addCurves(String at, NetBenefit benefit, List<Measure> measures) {
    measures.add(Measure.of("acceptability" + at, benefit.probability(), SHARE));
    measures.add(Measure.of("acceptability-frontier" + at, benefit.probabilityOfBest(), SHARE));
    measures.add(Measure.of("perfect-information" + at, benefit.perfectInformation(), EUR));
  }
}

package fi.lape.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.cost.Perspective;
import fi.lape.jobs.cost.Headline.Interval;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostEffectivenessTest {
  private static final Optional<WillingnessToPay> GRID =
      Optional.of(new WillingnessToPay(0, 100000, 50000, "placement-avoided"));
  private static final CostChoices UNDISCOUNTED =
      new CostChoices(
          0, List.of(0.05), List.of(Perspective.STATE, Perspective.MUNICIPALITY), GRID, 1);
  private static final CostChoices DISCOUNTED =
      new CostChoices(0.03, List.of(0.0), List.of(), GRID, 1);
  private static final Headline NOT_PLANNED =
      Headline.none("NOT_ESTIMABLE", "CARE_COST_EFFECT_NOT_PLANNED");
  private static final Interval ZERO = new Interval(-1, 1);

  // t(2) at 97.5 %, from tables.
  private static final double T2 = 4.302652729911275;

  /** 50 000 adopters over 3 years; charged are 600 000 euros of 2017 and 400 000 of 2018. */
  private static final Adopters ADOPTERS =
      new Adopters(
          50_000,
          new TreeMap<>(Map.of(2017, 50_000.0, 2018, 50_000.0, 2019, 50_000.0)),
          4_000_000,
          new TreeMap<>(
              Map.of(2017, new Charged(480_000, 120_000), 2018, new Charged(320_000, 80_000))));

  /** Half a placement less a year for each thousand children. */
  private static final Headline FEWER = Headline.of(-0.5, new Interval(-0.8, -0.2));

  /** Two euros less a year for each child. */
  private static final Headline CHEAPER = Headline.of(-2, new Interval(-5, 1));

  private static Known known(Headline effect, Headline careCost) {
    return new Known(effect, careCost, Optional.empty(), Optional.empty(), ADOPTERS);
  }

  /**
   * Three areas, without which the effect is −0.5 and 0.02 more or less, and the cost moves too.
   */
  private static Known leftOut() {
    return new Known(
        FEWER,
        CHEAPER,
        Optional.of(areas(-0.52, -0.5, -0.48)),
        Optional.of(areas(-2.5, -2, -1.5)),
        ADOPTERS);
  }

  private static SortedMap<String, Double> areas(double a, double b, double c) {
    return new TreeMap<>(Map.of("A", a, "B", b, "C", c));
  }

  @Test
  void totalsAreNotDiscountedAndCarryTheIntervalsOfTheirEstimates() {
    List<Measure> measures = of(known(FEWER, CHEAPER), DISCOUNTED);
    assertMeasure(measures, "effect-per-year", -25, -40, -10);
    assertMeasure(measures, "effect-total", -75, -120, -30);
    assertThat(measure(measures, "programme-cost").value()).contains(4_000_000.0);
    assertValue(measures, "programme-cost-of-adopters", 1_000_000);
    assertMeasure(measures, "care-cost-change", -300_000, -750_000, 150_000);
    assertMeasure(measures, "incremental-cost", 700_000, 250_000, 1_150_000);
  }

  @Test
  void eachPayerPaysItsPartAndMunicipalitiesGainFromCheaperCare() {
    List<Measure> measures = of(known(FEWER, CHEAPER), UNDISCOUNTED);
    assertValue(measures, "incremental-cost-state", 800_000);
    assertThat(measure(measures, "incremental-cost-state").interval()).isEmpty();
    assertMeasure(measures, "incremental-cost-municipality", -100_000, -550_000, 350_000);
    assertValue(measures, "budget-impact-2017-state", 480_000);
    assertMeasure(
        measures, "budget-impact-2017-municipality", 20_000, 120_000 - 250_000, 120_000 + 50_000);
    assertMeasure(measures, "budget-impact-2018-both", 300_000, 150_000, 450_000);
    assertValue(measures, "budget-impact-2019-state", 0);
    assertMeasure(measures, "budget-impact-2019-both", -100_000, -250_000, 50_000);
  }

  @Test
  void effectsAndCostsAreDiscountedAlikeToTheFirstYearOfTheProgramme() {
    List<Measure> measures = of(known(FEWER, CHEAPER), DISCOUNTED);
    double years = 50_000 * (1 + 1 / 1.03 + 1 / (1.03 * 1.03));
    double avoided = 0.5 * years / 1000;
    double cost = 600_000 + 400_000 / 1.03 - 2 * years;
    assertMeasure(measures, "effect-total-discounted", -avoided, -1.6 * avoided, -0.4 * avoided);
    assertValue(measures, "incremental-cost-discounted", cost);
    assertValue(measures, "cost-per-placement-avoided", cost / avoided);
    assertValue(measures, "cost-per-placement-avoided-discount-000", 700_000 / 75.0);
    assertValue(measures, "net-benefit-at-050000", 50_000 * avoided - cost);
  }

  @Test
  void effectAndCostVaryTogetherFromAreaToArea() {
    List<Measure> measures = of(leftOut(), UNDISCOUNTED);
    // Without A 78 are avoided for 625 000, without B 75 for 700 000, without C 72 for 775 000.
    double ve = 2 / 3.0 * (9 + 0 + 9);
    double vc = 2 / 3.0 * 2 * 75_000.0 * 75_000;
    double cov = 2 / 3.0 * 2 * 3 * -75_000;
    double half = T2 * Math.sqrt(50_000.0 * 50_000 * ve - 2 * 50_000 * cov + vc);
    double benefit = 50_000 * 75 - 700_000;
    assertMeasure(measures, "net-benefit-at-050000", benefit, benefit - half, benefit + half);
    assertThat(measure(measures, "net-benefit-at-050000").reason())
        .contains("INTERVAL_OF_AREAS_LEFT_OUT");
    double cost = T2 * Math.sqrt(vc);
    assertMeasure(measures, "incremental-cost-discounted", 700_000, 700_000 - cost, 700_000 + cost);
    Measure ratio = measure(measures, "cost-per-placement-avoided");
    assertThat(ratio.reason()).contains("INTERVAL_OF_AREAS_LEFT_OUT");
    Interval ends = ratio.interval().orElseThrow();
    assertThat(ends.contains(700_000 / 75.0)).isTrue();
    for (double end : new double[] {ends.low(), ends.high()}) {
      double distance = T2 * Math.sqrt(end * end * ve - 2 * end * cov + vc);
      assertThat(Math.abs(75 * end - 700_000)).isCloseTo(distance, within(1e-4));
    }
  }

  @Test
  void probabilitiesAreSharesOfResamplesOfAreas() {
    List<Measure> measures = of(leftOut(), UNDISCOUNTED);
    assertValue(measures, "plane-north-east", 1);
    assertValue(measures, "plane-south-east", 0);
    assertValue(measures, "acceptability-at-000000", 0);
    assertValue(measures, "acceptability-at-100000", 1);
    assertValue(measures, "acceptability-frontier-at-000000", 1);
    assertValue(measures, "perfect-information-at-050000", 0);
    // The farthest resamples are three times A and three times C, √(2/3)·3 deviations away. They
    // are two of the 27, so that the ends of a 95 % interval lie on them.
    double far = Math.sqrt(2 / 3.0) * 3;
    Interval resampled =
        measure(measures, "cost-per-placement-avoided-resampled").interval().orElseThrow();
    assertThat(resampled.high()).isCloseTo((700_000 + far * 75_000) / (75 - far * 3), within(1e-6));
    assertThat(resampled.low()).isCloseTo((700_000 - far * 75_000) / (75 + far * 3), within(1e-6));
    assertThat(measure(measures, "cost-per-placement-avoided-resampled").reason())
        .contains("INTERVAL_OF_RESAMPLED_AREAS");
  }

  @Test
  void aProgrammeThatIsSometimesTheWrongChoiceLeavesSomethingToBeLearnt() {
    Known unsure =
        new Known(
            FEWER,
            CHEAPER,
            Optional.of(areas(-0.1, -0.5, -0.9)),
            Optional.of(areas(0, -2, -4)),
            ADOPTERS);
    List<Measure> measures = of(unsure, UNDISCOUNTED);
    double probability = measure(measures, "acceptability-at-050000").value().orElseThrow();
    assertThat(probability).isBetween(0.5, 0.99);
    assertThat(measure(measures, "perfect-information-at-050000").value().orElseThrow())
        .isPositive();
    Measure ratio = measure(measures, "cost-per-placement-avoided");
    assertThat(ratio.interval()).isEmpty();
    assertThat(ratio.reason()).contains("INTERVAL_OF_EFFECT_HOLDS_ZERO");
    assertThat(measure(measures, "cost-per-placement-avoided-resampled").reason())
        .contains("RESAMPLES_REACH_NO_EFFECT");
  }

  @Test
  void withoutEstimatesByAreaThereIsNoInterval() {
    Known onlyEffect =
        new Known(FEWER, CHEAPER, Optional.of(areas(-0.5, -0.5, -0.4)), Optional.empty(), ADOPTERS);
    for (Known known : List.of(known(FEWER, CHEAPER), onlyEffect)) {
      List<Measure> measures = of(known, UNDISCOUNTED);
      for (String name : List.of("cost-per-placement-avoided", "net-benefit-at-050000")) {
        assertThat(measure(measures, name).value()).isPresent();
        assertThat(measure(measures, name).interval()).isEmpty();
        assertThat(measure(measures, name).reason()).contains("AREAS_NOT_LEFT_OUT");
      }
      assertThat(measures).noneMatch(m -> m.name().startsWith("plane"));
    }
  }

  @Test
  void outsideTheQuadrantOfMoreEffectForMoreMoneyThereIsNoRatio() {
    Measure more = ratio(known(Headline.of(0.1, ZERO), Headline.of(0, ZERO)));
    assertThat(more.status()).isEqualTo("NOT_ESTIMABLE");
    assertThat(more.reason()).contains("NO_PLACEMENT_AVOIDED");
    Measure cheaper = ratio(known(Headline.of(-0.5, ZERO), Headline.of(-10, ZERO)));
    assertThat(cheaper.value()).isEmpty();
    assertThat(cheaper.reason()).contains("FEWER_PLACEMENTS_AT_LOWER_COST");
    // 15 placements more, and 500 000 euros less.
    List<Measure> worse = of(known(Headline.of(0.1, ZERO), Headline.of(-10, ZERO)), UNDISCOUNTED);
    assertThat(measure(worse, "cost-per-placement-avoided").reason())
        .contains("NO_PLACEMENT_AVOIDED");
    assertValue(worse, "saving-per-placement-added", 500_000 / 15.0);
  }

  @Test
  void anEffectThatWasWithheldStaysWithheld() {
    Known withheld =
        new Known(
            Headline.none("WITHHELD", "DIAGNOSTIC_FAILED: x"),
            NOT_PLANNED,
            Optional.of(areas(-0.5, -0.5, -0.4)),
            Optional.empty(),
            ADOPTERS);
    List<Measure> measures = of(withheld, UNDISCOUNTED);
    for (String name :
        List.of(
            "effect-per-year",
            "effect-total",
            "effect-total-discounted",
            "cost-per-placement-avoided",
            "cost-per-placement-avoided-discount-050",
            "net-benefit-at-050000")) {
      assertThat(measure(measures, name).value()).as(name).isEmpty();
      assertThat(measure(measures, name).status()).as(name).isEqualTo("WITHHELD");
      assertThat(measure(measures, name).reason()).as(name).contains("DIAGNOSTIC_FAILED: x");
    }
    assertThat(measures)
        .as("nothing tells of the effect in another way")
        .noneMatch(
            m ->
                m.name().startsWith("plane")
                    || m.name().startsWith("acceptability")
                    || m.name().endsWith("resampled"));
  }

  @Test
  void withoutAnEffectOnCareCostTheIncrementalCostSaysThatItIsTheProgrammesAlone() {
    List<Measure> measures = of(known(Headline.of(-0.5, ZERO), NOT_PLANNED), UNDISCOUNTED);
    assertThat(measure(measures, "care-cost-change").reason())
        .contains("CARE_COST_EFFECT_NOT_PLANNED");
    assertValue(measures, "incremental-cost", 1_000_000);
    for (String name :
        List.of("incremental-cost", "incremental-cost-discounted", "budget-impact-2018-both")) {
      assertThat(measure(measures, name).reason()).contains("WITHOUT_CARE_COST_CHANGE");
    }
  }

  @Test
  void measuresAreTheSameInEveryRun() {
    assertThat(of(leftOut(), DISCOUNTED)).isEqualTo(of(leftOut(), DISCOUNTED));
  }

  private static List<Measure> of(Known known, CostChoices choices) {
    return CostEffectiveness.of("E2", known, choices);
  }

  private static Measure ratio(Known known) {
    return measure(of(known, UNDISCOUNTED), "cost-per-placement-avoided");
  }

  private static Measure measure(List<Measure> measures, String name) {
    List<Measure> found = measures.stream().filter(m -> m.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  private static void assertValue(List<Measure> measures, String name, double value) {
    assertThat(measure(measures, name).value().orElseThrow())
        .as(name)
        .isCloseTo(value, within(1e-6));
  }

  private static void assertMeasure(
      List<Measure> measures, String name, double value, double low, double high) {
    assertValue(measures, name, value);
    Interval interval = measure(measures, name).interval().orElseThrow();
    assertThat(interval.low()).as(name).isCloseTo(low, within(1e-4));
    assertThat(interval.high()).as(name).isCloseTo(high, within(1e-4));
  }
}

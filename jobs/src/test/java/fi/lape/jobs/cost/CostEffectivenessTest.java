package fi.lape.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.cost.CostEffectiveness.Known;
import fi.lape.jobs.cost.CostEffectiveness.Measure;
import fi.lape.jobs.cost.Headline.Interval;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostEffectivenessTest {
  private static final Optional<WillingnessToPay> GRID =
      Optional.of(new WillingnessToPay(0, 100000, 50000, "placement-avoided"));
  private static final Headline NOT_PLANNED =
      Headline.none("NOT_ESTIMABLE", "CARE_COST_EFFECT_NOT_PLANNED");

  /** 50 000 adopters over 3 years, half a placement less a year for each thousand of them. */
  private static Known known(Headline effect, Headline careCost) {
    return new Known(effect, careCost, 50_000, 150_000, 4_000_000, 1_000_000);
  }

  @Test
  void aPlacementAvoidedCostsTheProgrammeLessWhatCareCameToCostLess() {
    Known known =
        known(Headline.of(-0.5, new Interval(-0.8, -0.2)), Headline.of(-2, new Interval(-5, 1)));
    List<Measure> measures = CostEffectiveness.of(known, GRID);
    assertMeasure(measures, "effect-per-year", -25, -40, -10);
    assertMeasure(measures, "effect-total", -75, -120, -30);
    assertThat(measure(measures, "programme-cost").value()).contains(4_000_000.0);
    assertMeasure(measures, "care-cost-change", -300_000, -750_000, 150_000);
    assertMeasure(measures, "incremental-cost", 700_000, 250_000, 1_150_000);
    assertMeasure(
        measures, "cost-per-placement-avoided", 700_000 / 75.0, 700_000 / 120.0, 700_000 / 30.0);
    assertMeasure(measures, "net-benefit-at-000000", -700_000, -1_150_000, -250_000);
    assertMeasure(measures, "net-benefit-at-050000", 3_050_000, 350_000, 5_750_000);
    assertThat(measure(measures, "net-benefit-at-100000").reason())
        .contains("INTERVAL_OF_BOTH_AT_THEIR_WORST");
  }

  @Test
  void anIntervalOfTheEffectThatHoldsZeroGivesTheRatioNone() {
    Measure ratio = ratio(known(Headline.of(-0.5, new Interval(-1.2, 0.2)), Headline.of(0, ZERO)));
    assertThat(ratio.value().orElseThrow()).isCloseTo(1_000_000 / 75.0, within(1e-9));
    assertThat(ratio.interval()).isEmpty();
    assertThat(ratio.reason()).contains("INTERVAL_OF_EFFECT_HOLDS_ZERO");
  }

  @Test
  void outsideTheQuadrantOfMoreEffectForMoreMoneyThereIsNoRatio() {
    Measure more = ratio(known(Headline.of(0.1, ZERO), Headline.of(0, ZERO)));
    assertThat(more.status()).isEqualTo("NOT_ESTIMABLE");
    assertThat(more.reason()).contains("NO_PLACEMENT_AVOIDED");
    Measure cheaper = ratio(known(Headline.of(-0.5, ZERO), Headline.of(-10, ZERO)));
    assertThat(cheaper.value()).isEmpty();
    assertThat(cheaper.reason()).contains("FEWER_PLACEMENTS_AT_LOWER_COST");
  }

  @Test
  void anEffectThatWasWithheldStaysWithheld() {
    List<Measure> measures =
        CostEffectiveness.of(
            known(Headline.none("WITHHELD", "DIAGNOSTIC_FAILED: x"), NOT_PLANNED), GRID);
    for (String name :
        List.of(
            "effect-per-year",
            "effect-total",
            "cost-per-placement-avoided",
            "net-benefit-at-050000")) {
      assertThat(measure(measures, name).value()).as(name).isEmpty();
      assertThat(measure(measures, name).status()).as(name).isEqualTo("WITHHELD");
      assertThat(measure(measures, name).reason()).as(name).contains("DIAGNOSTIC_FAILED: x");
    }
  }

  @Test
  void withoutAnEffectOnCareCostTheIncrementalCostSaysThatItIsTheProgrammesAlone() {
    List<Measure> measures =
        CostEffectiveness.of(known(Headline.of(-0.5, ZERO), NOT_PLANNED), GRID);
    assertThat(measure(measures, "care-cost-change").reason())
        .contains("CARE_COST_EFFECT_NOT_PLANNED");
    assertThat(measure(measures, "incremental-cost").value()).contains(1_000_000.0);
    assertThat(measure(measures, "incremental-cost").reason()).contains("WITHOUT_CARE_COST_CHANGE");
  }

  private static final Interval ZERO = new Interval(-1, 1);

  private static Measure ratio(Known known) {
    return measure(CostEffectiveness.of(known, GRID), "cost-per-placement-avoided");
  }

  private static Measure measure(List<Measure> measures, String name) {
    return measures.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static void assertMeasure(
      List<Measure> measures, String name, double value, double low, double high) {
    Measure measure = measure(measures, name);
    assertThat(measure.value().orElseThrow()).as(name).isCloseTo(value, within(1e-6));
    assertThat(measure.interval().orElseThrow().low()).as(name).isCloseTo(low, within(1e-6));
    assertThat(measure.interval().orElseThrow().high()).as(name).isCloseTo(high, within(1e-6));
  }
}

package fi.lape.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.cost.Perspective;
import fi.lape.jobs.cost.Headline.Interval;
import fi.lape.jobs.plan.StudyPlan.WillingnessToPay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sums of the net benefit that a hand can follow; the year of the money is that of the effect. */
class SensitivityTest {
  private static final double EXACT = 1e-9;
  private static final CostChoices CHOICES =
      new CostChoices(
          0,
          List.of(0.05),
          List.of(Perspective.BOTH),
          Optional.of(new WillingnessToPay(0, 100_000, 5000, "placement-avoided")),
          1);

  /** 1000 children in one year, 40 000 euros. */
  private static final Adopters ADOPTERS =
      new Adopters(
          1000,
          new TreeMap<>(Map.of(2017, 1000.0)),
          50_000,
          new TreeMap<>(Map.of(2017, new Charged(30_000, 10_000))));

  private static final Headline EFFECT = Headline.of(-2, new Interval(-3, -1));
  private static final Headline CARE = Headline.of(-10, new Interval(-20, 5));

  private static Map<String, Sensitivity.Moved> moved(Headline effect, Headline care) {
    return Sensitivity.of(
            new Known(effect, care, Optional.empty(), Optional.empty(), ADOPTERS), CHOICES)
        .stream()
        .collect(Collectors.toMap(m -> m.parameter().name(), m -> m));
  }

  @Test
  void everyNumberMovesTheNetBenefitByWhatItIsWorth() {
    // two placements at 50 000 less 40 000 of programme and −10 000 of care
    Map<String, Sensitivity.Moved> moved = moved(EFFECT, CARE);
    assertThat(moved).hasSize(5);
    assertThat(moved.values())
        .allSatisfy(m -> assertThat(m.benefit()).isCloseTo(70_000, within(EXACT)));
    assertEnds(moved.get(Sensitivity.EFFECT), 120_000, 20_000);
    assertEnds(moved.get(Sensitivity.CARE_COST), 80_000, 55_000);
    assertEnds(moved.get(Sensitivity.PROGRAMME_SHARE), 100_000, 70_000);
    assertEnds(moved.get(Sensitivity.WORTH), -30_000, 170_000);
    assertEnds(moved.get(Sensitivity.DISCOUNT_RATE), 70_000, 70_000);
  }

  private static void assertEnds(Sensitivity.Moved moved, double low, double high) {
    assertThat(moved.benefitLow()).as("%s", moved).isCloseTo(low, within(EXACT));
    assertThat(moved.benefitHigh()).as("%s", moved).isCloseTo(high, within(EXACT));
  }

  @Test
  void theThresholdIsTheValueAtWhichNothingIsGained() {
    Map<String, Sensitivity.Moved> moved = moved(EFFECT, CARE);
    // 30 000 euros for two placements
    assertThat(moved.get(Sensitivity.WORTH).threshold().orElseThrow())
        .isCloseTo(15_000, within(1e-6));
    assertThat(moved.get(Sensitivity.EFFECT).threshold()).isEmpty();
    assertThat(moved.get(Sensitivity.PROGRAMME_SHARE).threshold()).isEmpty();
  }

  @Test
  void theNumberThatMattersMostComesFirst() {
    List<Sensitivity.Moved> moved =
        Sensitivity.of(
            new Known(EFFECT, CARE, Optional.empty(), Optional.empty(), ADOPTERS), CHOICES);
    assertThat(moved.stream().map(m -> m.parameter().name()))
        .containsExactly(
            Sensitivity.WORTH,
            Sensitivity.EFFECT,
            Sensitivity.PROGRAMME_SHARE,
            Sensitivity.CARE_COST,
            Sensitivity.DISCOUNT_RATE);
  }

  @Test
  void withoutAnEffectNothingIsMoved() {
    assertThat(moved(Headline.none("WITHHELD", "X"), CARE)).isEmpty();
    assertThat(moved(EFFECT, Headline.none("NOT_ESTIMABLE", "X")))
        .doesNotContainKey(Sensitivity.CARE_COST)
        .containsKey(Sensitivity.EFFECT);
  }
}

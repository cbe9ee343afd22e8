package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.cost.Discounting.Timing;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetImpactTest {
  private static final List<CashFlow> FLOWS =
      List.of(
          new CashFlow(2017, Payer.STATE, "grant", 800),
          new CashFlow(2017, Payer.MUNICIPALITY, "own-funding", 200),
          new CashFlow(2018, Payer.STATE, "grant", 400),
          new CashFlow(2018, Payer.STATE, "grant", 100),
          new CashFlow(2020, Payer.MUNICIPALITY, "care", -900));

  @Test
  void yearsAreAddedUpByKindAndPayer() {
    BudgetImpact both = BudgetImpact.of(FLOWS, Perspective.BOTH);
    assertThat(both.years())
        .containsExactly(
            new BudgetYear(2017, sorted(0, 800, 200), 1000, 1000),
            new BudgetYear(2018, sorted(0, 500, 0), 500, 1500),
            new BudgetYear(2019, sorted(0, 0, 0), 0, 1500),
            new BudgetYear(2020, sorted(-900, 0, 0), -900, 600));
    assertThat(both.total()).isEqualTo(600);
    assertThat(both.perspective()).isEqualTo(Perspective.BOTH);
    BudgetImpact state = BudgetImpact.of(FLOWS, Perspective.STATE);
    assertThat(state.years().get(0).byKind()).containsExactly(Map.entry("grant", 800.0));
    assertThat(state.total()).isEqualTo(1300);
  }

  private static SortedMap<String, Double> sorted(double care, double grant, double own) {
    return new TreeMap<>(Map.of("care", care, "grant", grant, "own-funding", own));
  }

  @Test
  void stateAndMunicipalitiesMakeUpBoth() {
    BudgetImpact state = BudgetImpact.of(FLOWS, Perspective.STATE);
    BudgetImpact municipality = BudgetImpact.of(FLOWS, Perspective.MUNICIPALITY);
    BudgetImpact both = BudgetImpact.of(FLOWS, Perspective.BOTH);
    assertThat(both.years()).hasSameSizeAs(state.years()).hasSameSizeAs(municipality.years());
    for (int i = 0; i < both.years().size(); i++) {
      assertThat(both.years().get(i).total())
          .isEqualTo(state.years().get(i).total() + municipality.years().get(i).total());
    }
    assertThat(BudgetImpact.of(List.of(), Perspective.BOTH).total()).isZero();
  }

  @Test
  void amountsAreDiscountedToTheBaseYearByTheirTiming() {
    Discounting start = new Discounting(0.03, 2017, Timing.START_OF_YEAR);
    assertThat(start.factor(2017)).isEqualTo(1);
    assertThat(start.factor(2019)).isCloseTo(1 / (1.03 * 1.03), within(1e-15));
    assertThat(start.factor(2016)).isCloseTo(1.03, within(1e-15));
    assertThat(new Discounting(0.05, 2017, Timing.END_OF_YEAR).factor(2017))
        .isCloseTo(1 / 1.05, within(1e-15));
    assertThat(new Discounting(0.05, 2017, Timing.MID_YEAR).factor(2018))
        .isCloseTo(1 / (1.05 * Math.sqrt(1.05)), within(1e-15));
    BudgetImpact both = BudgetImpact.of(FLOWS, Perspective.BOTH);
    assertThat(both.presentValue(start))
        .isCloseTo(1000 + 500 / 1.03 - 900 / (1.03 * 1.03 * 1.03), within(1e-10));
    assertThat(both.presentValue(start.atRate(0))).isEqualTo(both.total());
    assertThatThrownBy(() -> start.atRate(-0.01))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'discount rate' is -0.01");
    assertThatThrownBy(() -> start.presentValue(Map.of(2017, Double.NaN)))
        .hasMessageStartingWith("COST_DATA_INVALID: the amount of 2017 is NaN.");
    assertThatThrownBy(() -> new CashFlow(2017, Payer.STATE, "grant", Double.NaN))
        .hasMessageStartingWith("COST_DATA_INVALID: 'grant' of 2017 is NaN.");
  }

  @Test
  void informationIsWorthMoreTheMoreDecideAndTheSooner() {
    Discounting discounting = new Discounting(0.03, 2022, Timing.START_OF_YEAR);
    double value = PerfectInformation.ofPopulation(50, Map.of(2022, 10.0, 2023, 20.0), discounting);
    assertThat(value).isCloseTo(50 * (10 + 20 / 1.03), within(1e-10));
    assertThat(PerfectInformation.ofPopulation(0, Map.of(2022, 10.0), discounting)).isZero();
    assertThatThrownBy(() -> PerfectInformation.ofPopulation(-1, Map.of(), discounting))
        .hasMessageStartingWith("COST_DATA_INVALID: the value for one decision is -1.0.");
    assertThatThrownBy(() -> PerfectInformation.ofPopulation(1, Map.of(2022, -1.0), discounting))
        .hasMessageStartingWith("COST_DATA_INVALID: -1.0 decisions are made in 2022.");
  }
}

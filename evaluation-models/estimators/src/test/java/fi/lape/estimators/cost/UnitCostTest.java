package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitCostTest {
  private static final UnitCost INSTITUTION = new UnitCost("institution-day", 300, 30);
  private static final UnitCost FAMILY = new UnitCost("foster-family-day", 75, 8);

  /** Gamma quantiles of scipy 1.17.1 (golden/ce-bootstrap/generate.py). */
  @Test
  void quantilesAreThoseOfScipy() {
    Parity parity = new Parity("ce-bootstrap gamma");
    for (Map<String, String> row : GoldenTable.rows("ce-bootstrap/gamma.csv")) {
      UnitCost cost =
          new UnitCost("x", Double.parseDouble(row.get("mean")), Double.parseDouble(row.get("sd")));
      double q = cost.quantile(Double.parseDouble(row.get("p")));
      parity.compare(row.toString(), q, Double.parseDouble(row.get("quantile")), 1e-10);
    }
    parity.summary(35);
  }

  @Test
  void drawsHaveTheMeanAndSpreadGivenAndAreHashedByName() {
    double[] draws = INSTITUTION.draws(20000, 1);
    CostEffectDraws asPairs = CostEffectDraws.of(draws, FAMILY.draws(20000, 1));
    // Standard error of the mean 30/√20000 = 0.2, of the sd about 0.15.
    assertThat(asPairs.mean().effect()).isCloseTo(300, within(0.8));
    assertThat(Math.sqrt(asPairs.error().effect())).isCloseTo(30, within(0.6));
    assertThat(asPairs.error().covariance() / 240)
        .as("names are independent")
        .isCloseTo(0, within(0.03));
    assertThat(Arrays.copyOf(draws, 10)).isEqualTo(INSTITUTION.draws(10, 1));
    assertThat(INSTITUTION.draws(10, 2)).isNotEqualTo(INSTITUTION.draws(10, 1));
    assertThat(new UnitCost("known", 60, 0).draws(3, 1)).containsExactly(60, 60, 60);
  }

  /** P = 1000; 4 days at 100 and 10 at 50 avoided, nothing random. */
  @Test
  void aDayAvoidedCostsWhatIsLeftAfterSavingsInOtherForms() {
    List<FormDays> forms =
        List.of(
            new FormDays(new UnitCost("institution", 100, 0), 4, new double[] {4, 4}),
            new FormDays(new UnitCost("family", 50, 0), 10, new double[] {10, 10}));
    List<DayCost> rows = PlacementDays.of(1000, forms, 1);
    assertThat(rows.stream().map(DayCost::form))
        .containsExactly("institution", "family", PlacementDays.ALL);
    assertThat(rows.stream().map(DayCost::estimate))
        .containsExactly(
            new Increment(4, 1000 - 500), new Increment(10, 1000 - 400), new Increment(14, 1000));
    assertThat(rows.get(0).estimate().icer()).isEqualTo(new Icer.Ratio(125, Quadrant.NE));
    assertThat(rows.get(0).draws().costs()).containsExactly(500, 500);
    assertThat(rows.get(2).draws().effects()).containsExactly(14, 14);
  }

  @Test
  void pricesAndDaysAreBothDrawn() {
    double[] days = {3, 5, 4, 4};
    List<FormDays> forms =
        List.of(
            new FormDays(INSTITUTION, 4, days),
            new FormDays(FAMILY, 10, new double[] {9, 11, 10, 10}));
    List<DayCost> rows = PlacementDays.of(1000, forms, 42);
    double[] price = INSTITUTION.draws(4, 42);
    for (int b = 0; b < 4; b++) {
      assertThat(rows.get(1).draws().costs()[b]).isCloseTo(1000 - days[b] * price[b], within(1e-9));
    }
  }

  @Test
  void costsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new UnitCost("x", 0, 1))
        .hasMessageStartingWith(
            "COST_DATA_INVALID: the unit cost of 'x' has mean 0.0 and standard deviation 1.0.");
    assertThatThrownBy(() -> new UnitCost("x", 1, Double.NaN))
        .hasMessageStartingWith("COST_DATA_INVALID");
    assertThatThrownBy(() -> new FormDays(FAMILY, Double.NaN, new double[2]))
        .hasMessageStartingWith("COST_DATA_INVALID: days of 'foster-family-day' are NaN.");
    assertThatThrownBy(() -> PlacementDays.of(1, List.of(), 1))
        .hasMessageStartingWith("COST_DATA_INVALID: there is no form of care.");
    assertThatThrownBy(
            () ->
                PlacementDays.of(
                    1,
                    List.of(
                        new FormDays(FAMILY, 1, new double[2]),
                        new FormDays(INSTITUTION, 1, new double[3])),
                    1))
        .hasMessageStartingWith(
            "COST_DATA_INVALID: days of 'institution-day' have 3 draws, those of"
                + " 'foster-family-day' 2.");
  }
}

package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.EstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoodmanBaconTest extends EstimatorLaws {
  @Override
  protected List<Estimator> estimators() {
    return List.of(new GoodmanBacon());
  }

  @Override
  protected Panel panel() {
    return RandomPanel.of(60, 6, new int[] {2010, 2012, 2014, 2016, 2020, Panel.NEVER}, 12);
  }

  @Override
  protected Optional<Panel> poisoned() {
    Panel panel = panel();
    return Optional.of(Edit.outcomes(panel, (i, t, y) -> panel.cohort(i) == 2014 ? 1e6 * y : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return key.estimand().startsWith("bacon-")
        && key.cohort().orElse(0) != 2014
        && !key.estimand().endsWith("2014");
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return false;
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel, (i, t, y) -> 3 * (i % 7) + 2.5 * t + (panel.cohort(i) <= 2010 + t ? size : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return true;
  }

  private static BaconDecomposition decompose(Panel panel) {
    return new GoodmanBacon().decompose(PanelMoments.of(panel));
  }

  @Test
  void weightsSumToOneAndTheWeightedSumIsTheCoefficient() {
    BaconDecomposition decomposition = decompose(panel());
    double weights = 0;
    for (BaconComparison comparison : decomposition.comparisons()) {
      weights += comparison.weight();
      assertThat(comparison.weight()).isPositive();
    }
    assertThat(decomposition.comparisons()).hasSize(3 + 3 + 3 + 3);
    assertThat(weights).isCloseTo(1, within(1e-14));
    double types = 0;
    for (BaconComparison.Type type : BaconComparison.Type.values()) {
      assertThat(decomposition.weight(type)).isPositive();
      types += decomposition.weight(type);
    }
    assertThat(types).isCloseTo(1, within(1e-14));
    assertThat(decomposition.weightedSum())
        .isCloseTo(((Estimated) decomposition.coefficient()).estimate(), within(1e-12));
  }

  @Test
  void agreesWithBacondecomp() {
    Parity parity = new Parity("twfe-inference bacon");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/bacon.csv")) {
      BaconDecomposition decomposition =
          decompose(
              GoldenPanel.read(
                  "twfe-inference",
                  false,
                  r -> row.get("sample").equals("with_never") || !r.get("cohort").equals("0")));
      double expected = Double.parseDouble(row.get("value"));
      boolean weight = row.get("quantity").equals("weight");
      String at = row.values().toString();
      if (row.get("type").equals("TWFE")) {
        double sum = 0;
        for (BaconComparison comparison : decomposition.comparisons()) {
          sum += comparison.weight();
        }
        parity.compare(at, weight ? sum : decomposition.weightedSum(), expected, 1e-8);
        continue;
      }
      BaconComparison comparison = find(decomposition, row);
      parity.compare(
          at, weight ? comparison.weight() : comparison.effect().estimate(), expected, 1e-8);
    }
    parity.summary(60);
  }

  private static BaconComparison find(BaconDecomposition decomposition, Map<String, String> row) {
    BaconComparison.Type type =
        switch (row.get("type")) {
          case "Treated vs Untreated" -> BaconComparison.Type.TREATED_VS_UNTREATED;
          case "Earlier vs Later Treated" -> BaconComparison.Type.EARLIER_VS_LATER;
          case "Later vs Earlier Treated" -> BaconComparison.Type.LATER_VS_EARLIER;
          default -> throw new IllegalStateException(row.get("type"));
        };
    int control =
        row.get("untreated").equals("never") ? Panel.NEVER : Integer.parseInt(row.get("untreated"));
    return decomposition.comparisons().stream()
        .filter(
            c ->
                c.type() == type
                    && c.treated() == Integer.parseInt(row.get("treated"))
                    && c.control() == control)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCoefficientThatDoesNotExistHasNoParts() {
    BaconDecomposition decomposition = decompose(RandomPanel.of(20, 4, new int[] {2013}, 5));
    assertThat(decomposition.comparisons()).isEmpty();
    assertThat(((NotEstimable) decomposition.coefficient()).reason())
        .isEqualTo(Reason.NO_VARIATION_IN_TREATMENT);
  }

  @Test
  void covariatesAndHolesAreRefused() {
    Panel covariates = Holes.withCovariates(panel(), true, 3);
    assertThatThrownBy(() -> new GoodmanBacon().fit(covariates))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("COVARIATES_NOT_USED: 'bacon-decomposition'");
    Panel holes = Holes.scattered(panel(), 3);
    assertThatThrownBy(() -> new GoodmanBacon().fit(holes))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("PANEL_NOT_BALANCED");
  }
}

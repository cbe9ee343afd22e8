package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.golden.FixestRow;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.PanelWithHoles;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.UnitRobust;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** did2s 1.2.0 and didimputation 0.5.0: the same estimates, different errors. */
class ImputationGoldenTest {
  private static final Imputation IMPUTATION =
      new Imputation(ImputationSettings.DEFAULTS.withPretrends(4));
  private static final TwoStage TWO_STAGE = new TwoStage(ImputationSettings.DEFAULTS);

  private static EffectKey key(Map<String, String> row) {
    if (row.get("what").equals("static")) {
      return EffectKey.of("att-simple");
    }
    int e = Integer.parseInt(row.get("event_time"));
    return EffectKey.ofEventTime(
        e < 0 && row.get("method").equals("didimputation") ? Imputation.PRETREND : "att-dynamic",
        e);
  }

  /**
   * What fixest leaves of unit and period effects when it stops at its default tolerance, on
   * outcomes near 50; the same numbers are held to 1e-10 against dummies below.
   */
  private static final double STOPPED = 2e-6;

  private static void compare(
      Parity parity, List<Map<String, String>> rows, Function<Boolean, Panel> panel) {
    Map<Boolean, Panel> panels = Map.of(true, panel.apply(true), false, panel.apply(false));
    Map<Boolean, DenseImputation> dense =
        Map.of(
            true, new DenseImputation(panels.get(true)),
            false, new DenseImputation(panels.get(false)));
    Map<String, Fit> fits = new HashMap<>();
    for (Map<String, String> row : rows) {
      boolean bjs = row.get("method").equals("didimputation");
      if (row.get("what").endsWith("NOT A REFERENCE")
          || !(bjs || row.get("method").equals("did2s"))) {
        continue;
      }
      boolean weighted = row.get("weights").equals("pop");
      Fit fit =
          fits.computeIfAbsent(
              row.get("method") + weighted,
              k ->
                  bjs ? IMPUTATION.fit(panels.get(weighted)) : TWO_STAGE.fit(panels.get(weighted)));
      EffectKey key = key(row);
      Estimated effect = (Estimated) fit.effect(key).orElseThrow();
      boolean pretrend = key.estimand().equals(Imputation.PRETREND);
      boolean byUnit = row.get("cluster").equals("unit");
      // The regression of pre-trends is fixest's, with its default factor; the rest has none.
      SmallSample choice = pretrend ? SmallSample.CR1 : SmallSample.ASYMPTOTIC;
      Inference inference = byUnit ? new UnitRobust(choice) : new Cr1(choice);
      int e = key.eventTime().orElse(-1);
      if (bjs && !pretrend) {
        double error = ((Inferred) inference.infer(effect, 0.95)).standardError().orElseThrow();
        assertThat(error / dense.get(weighted).error(e, !byUnit, false)).isCloseTo(1, within(1e-9));
      }
      if (e >= 0 || key.eventTime().isEmpty()) {
        assertThat(effect.estimate()).isCloseTo(dense.get(weighted).estimate(e), within(1e-10));
      }
      if (bjs && !pretrend && weighted && row.get("quantity").equals("std_error")) {
        // didimputation squares the weights in the untreated part; shown, not followed.
        parity.compare(
            row.values().toString(),
            dense.get(weighted).error(e, !byUnit, true),
            Double.parseDouble(row.get("value")),
            1e-6);
      } else {
        FixestRow.compare(parity, row, effect, inference, STOPPED);
      }
    }
  }

  @Test
  void agreesOnABalancedPanel() {
    Parity parity = new Parity("twfe-inference imputation");
    compare(
        parity,
        GoldenTable.rows("twfe-inference/imputation.csv"),
        weighted -> GoldenPanel.read("twfe-inference", weighted, r -> true));
    parity.summary(408);
  }

  @Test
  void agreesOnAPanelWithHoles() {
    Parity parity = new Parity("staggered-unbalanced imputation");
    compare(
        parity,
        GoldenTable.rows("staggered-unbalanced/imputation_fixest.csv"),
        weighted -> PanelWithHoles.read("staggered-unbalanced", weighted, List.of()));
    parity.summary(288);
  }

  @Test
  void countsTheUnitsTheReferenceCounts() {
    Panel panel = PanelWithHoles.read("staggered-unbalanced", false, List.of());
    int never = 0;
    int once = 0;
    for (int i = 0; i < panel.size(); i++) {
      int untreated = 0;
      for (int t = 0; t < panel.periods().length; t++) {
        untreated += panel.observed(i, t) && panel.periods()[t] < panel.cohort(i) ? 1 : 0;
      }
      never += untreated == 0 ? 1 : 0;
      once += untreated == 1 ? 1 : 0;
    }
    for (Map<String, String> row : GoldenTable.rows("staggered-unbalanced/imputation_fixest.csv")) {
      if (row.get("method").equals("panel")) {
        int expected = Integer.parseInt(row.get("value"));
        assertThat(row.get("what").startsWith("units with exactly one") ? once : never)
            .isEqualTo(expected);
      }
    }
  }
}

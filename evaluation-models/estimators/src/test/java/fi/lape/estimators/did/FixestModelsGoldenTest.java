package fi.lape.estimators.did;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.golden.FixestRow;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.PanelWithHoles;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.UnitRobust;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** fixest 0.14.2: event study, Sun–Abraham; balanced, and with holes. */
class FixestModelsGoldenTest {
  private static final SunAbraham SUNAB = new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM);
  private static final TwoWayFixedEffects EVENT =
      new TwoWayFixedEffects(TwoWaySettings.EVENT_STUDY);

  private static EffectKey key(String model, String term) {
    return switch (model) {
      case "event_study_twfe_ref-1", "fixest_event_study_ref-1" ->
          EffectKey.ofEventTime(TwoWayFixedEffects.DYNAMIC, last(term));
      case "sunab_period", "fixest_sunab_period" ->
          EffectKey.ofEventTime("att-dynamic", last(term));
      case "sunab_att", "fixest_sunab_att" -> EffectKey.of("att-simple");
      case "sunab_cohort" -> EffectKey.ofCohort("att-group", last(term));
      case "sunab_cohort_period" -> {
        int e = Integer.parseInt(term.split("::|:cohort", -1)[1]);
        yield EffectKey.cell(GroupTimeAtt.CELL, last(term), last(term) + e);
      }
      case "fixest_twfe" -> EffectKey.of(TwoWayFixedEffects.ESTIMAND);
      default -> throw new IllegalStateException(model);
    };
  }

  private static int last(String term) {
    return Integer.parseInt(term.substring(term.lastIndexOf(':') + 1));
  }

  private static Fit fit(String model, Panel panel) {
    if (model.contains("sunab")) {
      return SUNAB.fit(panel);
    }
    return model.equals("fixest_twfe") ? new TwoWayFixedEffects().fit(panel) : EVENT.fit(panel);
  }

  @Test
  void agreesOnABalancedPanelUnderEverySmallSampleChoice() {
    Parity parity = new Parity("twfe-inference fixest event study, sunab");
    Map<String, Fit> fits = new HashMap<>();
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/fixest_models.csv")) {
      String model = row.get("model");
      if (FixestRow.isOneWay(row.get("vcov"))) {
        Fit fit =
            fits.computeIfAbsent(
                model + row.get("weights"),
                k ->
                    fit(
                        model,
                        GoldenPanel.read(
                            "twfe-inference", row.get("weights").equals("pop"), r -> true)));
        FixestRow.compare(
            parity, row, (Estimated) fit.effect(key(model, row.get("term"))).orElseThrow());
      }
    }
    parity.summary(3_348);
  }

  @Test
  void agreesOnAPanelWithHoles() {
    Parity parity = new Parity("staggered-unbalanced fixest");
    Map<String, Fit> fits = new HashMap<>();
    for (Map<String, String> row : GoldenTable.rows("staggered-unbalanced/imputation_fixest.csv")) {
      String model = row.get("method");
      if (!model.startsWith("fixest_")) {
        continue;
      }
      Fit fit =
          fits.computeIfAbsent(
              model + row.get("weights"),
              k ->
                  fit(
                      model,
                      PanelWithHoles.read(
                          "staggered-unbalanced", row.get("weights").equals("pop"), List.of())));
      String term = row.get("event_time");
      Estimated effect =
          (Estimated) fit.effect(key(model, term.isEmpty() ? "treat" : term)).orElseThrow();
      if (row.get("quantity").equals("n_obs")) {
        parity.compare(
            row.values().toString(),
            (double) effect.parameters().observations(),
            Double.parseDouble(row.get("value")),
            1e-15);
      } else {
        FixestRow.compare(
            parity,
            row,
            effect,
            row.get("cluster").equals("unit")
                ? new UnitRobust(SmallSample.CR1)
                : new Cr1(SmallSample.CR1));
      }
    }
    parity.summary(228);
  }
}

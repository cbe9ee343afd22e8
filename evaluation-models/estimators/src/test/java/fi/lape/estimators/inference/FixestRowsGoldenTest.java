package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.CohortRegressionSettings;
import fi.lape.estimators.did.SunAbraham;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.did.TwoWaySettings;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.golden.FixestRow;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.RowRobust.Groups;
import fi.lape.estimators.inference.RowRobust.Rows;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** fixest 0.14.2: errors that are not clustered, and two-way ones. */
class FixestRowsGoldenTest {
  private static Panel panel(String weights) {
    return GoldenPanel.read("twfe-inference", weights.equals("pop"), r -> true);
  }

  /** The same panel with the treatment written out, so that units are read one by one. */
  private static Panel byUnits(String weights) {
    Panel panel = panel(weights);
    double[][] levels = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < levels.length; i++) {
      for (int t = 0; t < levels[i].length; t++) {
        levels[i][t] = panel.cohort(i) <= panel.periods()[t] ? 1 : 0;
      }
    }
    return panel.withTreatment(levels);
  }

  private static Inference inference(String vcov) {
    if (vcov.startsWith("area+year") || vcov.startsWith("unit+year")) {
      return new RowRobust(
          vcov.startsWith("area") ? Rows.CLUSTER_PERIOD : Rows.UNIT_PERIOD,
          vcov.contains("conventional") ? Groups.CONVENTIONAL : Groups.MIN);
    }
    return new RowRobust(vcov.equals("iid") ? Rows.IID : Rows.HETERO);
  }

  @Test
  void theStaticRegressionAgreesFromUnitsAndFromMoments() {
    Parity parity = new Parity("twfe-inference fixest iid, hetero, two-way");
    for (String file : new String[] {"fixest.csv", "fixest_two_way.csv"}) {
      for (Map<String, String> row : GoldenTable.rows("twfe-inference/" + file)) {
        String vcov = row.get("vcov");
        if (!vcov.equals("iid") && !vcov.equals("hetero") && !vcov.contains("+year")) {
          continue;
        }
        String weights = row.get("weights");
        Estimated units = new TwoWayFixedEffects().fit(byUnits(weights)).estimated().get(0);
        FixestRow.compare(parity, row, units, inference(vcov));
        Estimated moments = new TwoWayFixedEffects().fit(panel(weights)).estimated().get(0);
        if (vcov.equals("iid") && weights.equals("pop")) {
          assertThat(((NotInferable) inference(vcov).infer(moments, 0.95)).refusal())
              .isEqualTo(Refusal.ROWS_NOT_KEPT);
        } else {
          FixestRow.compare(parity, row, moments, inference(vcov));
        }
      }
    }
    parity.summary(95);
  }

  @Test
  void eventStudiesAgree() {
    Parity parity = new Parity("twfe-inference fixest iid, hetero of event studies");
    Map<String, Fit> fits = new HashMap<>();
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/fixest_models.csv")) {
      String vcov = row.get("vcov");
      String weights = row.get("weights");
      boolean study = row.get("model").startsWith("event_study");
      if (!(study || row.get("model").equals("sunab_period"))
          || !(vcov.equals("hetero") || (vcov.equals("iid") && weights.equals("none")))) {
        continue; // weighted iid needs units; two-way matrices of so many effects are clipped there
      }
      Fit fit =
          fits.computeIfAbsent(
              study + weights,
              k ->
                  study
                      ? new TwoWayFixedEffects(TwoWaySettings.EVENT_STUDY).fit(panel(weights))
                      : new SunAbraham(CohortRegressionSettings.SUN_ABRAHAM).fit(panel(weights)));
      String term = row.get("term");
      int time = Integer.parseInt(term.substring(term.lastIndexOf(':') + 1));
      EffectKey key =
          EffectKey.ofEventTime(study ? TwoWayFixedEffects.DYNAMIC : "att-dynamic", time);
      FixestRow.compare(parity, row, (Estimated) fit.effect(key).orElseThrow(), inference(vcov));
    }
    parity.summary(342);
  }
}

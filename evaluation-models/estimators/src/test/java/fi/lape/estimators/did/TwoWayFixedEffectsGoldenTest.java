package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Cr3;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.SmallSample.Counted;
import fi.lape.estimators.inference.SmallSample.Dof;
import fi.lape.estimators.inference.UnitRobust;
import fi.lape.estimators.moments.PanelMoments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** fixest 0.14.2 and clubSandwich 0.6.0 on the two-way fixed effects regression. */
class TwoWayFixedEffectsGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private static Estimated fit(String weights) {
    PanelMoments moments =
        PanelMoments.of(GoldenPanel.read("twfe-inference", weights.equals("pop"), r -> true));
    return new TwoWayFixedEffects().fit(moments).estimated().get(0);
  }

  private final Map<String, Estimated> fits = Map.of("none", fit("none"), "pop", fit("pop"));

  @Test
  void agreesWithFixestUnderEverySmallSampleChoice() {
    Parity parity = new Parity("twfe-inference fixest");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/fixest.csv")) {
      Estimated twfe = fits.get(row.get("weights"));
      double expected = Double.parseDouble(row.get("value"));
      switch (row.get("quantity")) {
        case "n_obs" -> assertThat(twfe.parameters().observations()).isEqualTo((long) expected);
        case "n_params_with_fe" ->
            assertThat(twfe.parameters().coefficients() + twfe.parameters().effects())
                .isEqualTo((long) expected);
        default -> compare(parity, row, twfe, expected);
      }
    }
    parity.summary(60);
  }

  private static void compare(
      Parity parity, Map<String, String> row, Estimated twfe, double expected) {
    String ssc = row.get("vcov");
    if (ssc.isEmpty() || ssc.equals("iid") || ssc.equals("hetero")) {
      return;
    }
    SmallSample choice =
        new SmallSample(
            ssc.contains("G.adj=T") || ssc.contains("G/(G-1)"),
            ssc.contains("nonnested")
                ? Counted.NOT_NESTED
                : ssc.contains("full") ? Counted.ALL : Counted.NONE,
            Dof.CLUSTERS);
    Inference inference = ssc.startsWith("unit") ? new UnitRobust(choice) : new Cr1(choice);
    Inferred inferred = (Inferred) inference.infer(twfe, 0.95);
    String at = row.values().toString();
    switch (row.get("quantity")) {
      case "estimate" -> parity.compare(at, twfe.estimate(), expected, POINT);
      case "std_error" ->
          parity.compare(at, inferred.standardError().getAsDouble(), expected, ERROR);
      case "t_stat" ->
          parity.compare(
              at, twfe.estimate() / inferred.standardError().getAsDouble(), expected, ERROR);
      case "p_value" ->
          // the tail is far out: held relative to itself
          parity.compare(at, inferred.pValue() / expected, 1, ERROR);
      case "dof_t" -> parity.compare(at, inferred.dof().getAsDouble(), expected, ERROR);
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }

  @Test
  void agreesWithClubSandwich() {
    Parity parity = new Parity("twfe-inference clubSandwich CR0 CR1 CR3");
    for (Map<String, String> row : GoldenTable.rows("twfe-inference/clubsandwich.csv")) {
      boolean byUnit = row.get("cluster").equals("unit");
      boolean cr3 = row.get("type").equals("CR3");
      if (!List.of("CR0", "CR1", "CR3").contains(row.get("type"))
          || row.get("regression").equals("lsdv")
          || (byUnit && cr3)) {
        continue; // the rest, and CR3 by unit, are in ClubSandwichGoldenTest
      }
      SmallSample choice =
          new SmallSample(row.get("type").equals("CR1"), Counted.NONE, Dof.CLUSTERS);
      Inference inference =
          cr3 ? new Cr3(Cr3.Scale.ONE) : byUnit ? new UnitRobust(choice) : new Cr1(choice);
      Estimated twfe = fits.get(row.get("weights"));
      Inferred inferred = (Inferred) inference.infer(twfe, 0.95);
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "estimate" -> parity.compare(at, twfe.estimate(), expected, POINT);
        case "std_error" ->
            parity.compare(at, inferred.standardError().getAsDouble(), expected, ERROR);
        case "p_naive_t" -> parity.compare(at, inferred.pValue() / expected, 1, ERROR);
        case "t_stat" ->
            parity.compare(
                at, twfe.estimate() / inferred.standardError().getAsDouble(), expected, ERROR);
        default -> assertThat(row.get("quantity")).isIn("dof_satterthwaite", "p_satterthwaite");
      }
    }
    parity.summary(40);
  }
}

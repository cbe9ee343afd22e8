package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.RowSums;
import fi.lape.estimators.inference.RowRobust.Groups;
import fi.lape.estimators.inference.RowRobust.Rows;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RowRobustTest {
  private static final Estimated TWFE =
      new TwoWayFixedEffects()
          .fit(PanelMoments.of(RandomPanel.of(60, 9, new int[] {2013, 2015, Panel.NEVER}, 4)))
          .estimated()
          .get(0);

  private static Estimated with(Optional<ClusterRegression> regression) {
    return new Estimated(
        TWFE.key(), TWFE.estimate(), TWFE.influence(), regression, Optional.empty(), TWFE.sample());
  }

  private static Estimated with(RowSums sums) {
    return with(TWFE.regression().map(r -> r.withRowSums(sums)));
  }

  private static Refusal refusal(Rows rows, Estimated estimated) {
    return ((NotInferable) new RowRobust(rows).infer(estimated, 0.95)).refusal();
  }

  private static double variance(Inference inference, Estimated estimated) {
    double error = ((Inferred) inference.infer(estimated, 0.95)).standardError().orElseThrow();
    return error * error;
  }

  /** 60 units × 7 periods, K = 1 + 66 effects: 353 degrees of freedom. */
  @Test
  void oneByOneByHand() {
    Estimated estimated = with(new RowSums(new double[9][7], 2, OptionalDouble.of(353 * 3)));
    assertThat(variance(new RowRobust(Rows.HETERO), estimated))
        .isCloseTo(2 * 420 / 353.0, within(1e-12));
    assertThat(variance(new RowRobust(Rows.IID), estimated))
        .isCloseTo(3 * TWFE.regression().orElseThrow().targetVariance(), within(1e-12));
  }

  /** Periods' sums are 6 and 2, cells' squares 9 + 1 + 9 + 1. */
  @Test
  void twoWaysByHand() {
    double[][] cells = new double[9][7];
    cells[0][0] = 3;
    cells[1][0] = 3;
    cells[0][1] = 1;
    cells[1][1] = 1;
    double own = TWFE.influence().clusterCovariance(TWFE.influence());
    Estimated estimated = with(new RowSums(cells, 1, OptionalDouble.empty()));
    double rows = 419 / 418.0; // (n − 1)/(n − 2)
    assertThat(variance(new RowRobust(Rows.CLUSTER_PERIOD), estimated))
        .isCloseTo(rows * 7 / 6 * (own + 40 - 20), within(1e-11));
    assertThat(variance(new RowRobust(Rows.CLUSTER_PERIOD, Groups.CONVENTIONAL), estimated))
        .isCloseTo(rows * (9 / 8.0 * own + 7 / 6.0 * 40 - 63 / 62.0 * 20), within(1e-11));
  }

  @Test
  void whatCannotBeStatedIsRefused() {
    for (Rows rows : Rows.values()) {
      assertThat(refusal(rows, with(Optional.empty()))).isEqualTo(Refusal.NOT_A_REGRESSION);
      ClusterRegression bare = TWFE.regression().orElseThrow();
      assertThat(refusal(rows, with(Optional.of(bare.withTarget(bare.target())))))
          .isEqualTo(Refusal.ROWS_NOT_KEPT);
    }
    // opposite scores in a period: clusters' cells are large, periods' sums are nothing
    double[][] cells = new double[9][7];
    cells[0][0] = 50;
    cells[1][0] = -50;
    assertThat(refusal(Rows.CLUSTER_PERIOD, with(new RowSums(cells, 1, OptionalDouble.empty()))))
        .isEqualTo(Refusal.VARIANCE_NOT_POSITIVE);
    assertThat(refusal(Rows.IID, with(new RowSums(cells, 1, OptionalDouble.empty()))))
        .isEqualTo(Refusal.ROWS_NOT_KEPT);
    assertThat(
            refusal(
                Rows.UNIT_PERIOD, with(new RowSums(new double[9][1], 1, OptionalDouble.empty()))))
        .isEqualTo(Refusal.TOO_FEW_CLUSTERS);
  }
}

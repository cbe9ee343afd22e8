package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PooledEstimateTest {
  @Test
  void rubinsRulesByHand() {
    // Mean 2; within (1 + 1 + 1) / 3; between (1 + 0 + 1) / 2; total 1 + 4/3.
    PooledEstimate pooled =
        PooledEstimate.of(new double[] {1, 2, 3}, new double[] {1, 1, 1}, 18, 0.95);
    assertThat(pooled.estimate()).isEqualTo(2);
    assertThat(pooled.standardError()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-12));
    double share = (4.0 / 3) / (7.0 / 3);
    assertThat(pooled.missingShare()).isCloseTo(share, within(1e-12));
    // 1/ν = γ²/(m−1) + 1/((19/21) 18 (1−γ))
    double dof = 1 / (share * share / 2 + 1 / (19.0 / 21 * 18 * (1 - share)));
    assertThat(pooled.dof()).isCloseTo(dof, within(1e-12));
    assertThat((pooled.low() + pooled.high()) / 2).isCloseTo(2, within(1e-12));
  }

  @Test
  void withNothingBetweenTheErrorIsTheOneWithin() {
    PooledEstimate pooled = PooledEstimate.of(new double[] {2, 2}, new double[] {3, 3}, 18, 0.9);
    assertThat(pooled.standardError()).isCloseTo(3, within(1e-12));
    assertThat(pooled.missingShare()).isZero();
    assertThat(pooled.dof()).isCloseTo(19.0 / 21 * 18, within(1e-12));
  }

  @Test
  void oneDataSetIsRefused() {
    assertThatThrownBy(() -> PooledEstimate.of(new double[] {1}, new double[] {1}, 18, 0.95))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'imputations' is 1 but must be 2 or more");
  }
}

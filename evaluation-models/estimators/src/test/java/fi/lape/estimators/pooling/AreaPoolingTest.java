package fi.lape.estimators.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AreaPoolingTest {
  private static final AreaPooling REML =
      new AreaPooling(HeterogeneityEstimator.REML, PooledTest.KNAPP_HARTUNG, 0.95);

  private static AreaEstimates areas(double scale, double shift, double... estimates) {
    List<String> names = new ArrayList<>();
    double[] y = new double[estimates.length];
    double[] se = new double[estimates.length];
    for (int j = 0; j < y.length; j++) {
      names.add("A" + j);
      y[j] = scale * (estimates[j] + shift);
      se[j] = scale * (0.2 + 0.05 * j);
    }
    return AreaEstimates.of(names, y, se);
  }

  @Test
  void equalErrorsGiveTheAnswerOfAnalysisOfVariance() {
    // With equal errors REML has a closed form: τ² = s² − v, s² the sample variance.
    double[] y = {1, 2, 4, 7};
    PooledEffects pooled =
        REML.pool(
            AreaEstimates.of(List.of("A", "B", "C", "D"), y, new double[] {0.5, 0.5, 0.5, 0.5}));
    double variance = (6.25 + 2.25 + 0.25 + 12.25) / 3;
    assertThat(pooled.tau2()).isCloseTo(variance - 0.25, within(1e-12));
    assertThat(pooled.mean().estimate()).isCloseTo(3.5, within(1e-12));
    assertThat(pooled.mean().standardError()).isCloseTo(Math.sqrt(variance / 4), within(1e-12));
    double own = pooled.tau2() / (pooled.tau2() + 0.25);
    assertThat(pooled.areas().get(3).effect()).isCloseTo(3.5 + own * 3.5, within(1e-12));
  }

  @Test
  void areasThatDoNotDifferGetTheMeanAndAreasThatDoKeepTheirOwn() {
    PooledEffects same = REML.pool(areas(1, 0, 0.1, 0.1, 0.1, 0.1, 0.1));
    assertThat(same.tau2()).isZero();
    same.areas()
        .forEach(a -> assertThat(a.effect()).isCloseTo(same.mean().estimate(), within(1e-12)));
    PooledEffects apart = REML.pool(areas(1, 0, -900, 400, 100, 800, -300));
    assertThat(apart.areas().get(0).effect()).isCloseTo(-900, within(0.01));
  }

  @Test
  void aShrunkenEffectLiesBetweenItsOwnAndTheMean() {
    AreaEstimates areas = areas(1, 0, 0.5, -0.9, 0.2, 1.4, -0.3, 0.1);
    PooledEffects pooled = REML.pool(areas);
    for (int j = 0; j < areas.size(); j++) {
      double own = areas.estimates()[j];
      double mean = pooled.mean().estimate();
      assertThat(pooled.areas().get(j).effect())
          .isBetween(Math.min(own, mean) - 1e-12, Math.max(own, mean) + 1e-12);
      assertThat(pooled.areas().get(j).standardError())
          .isLessThanOrEqualTo(areas.standardErrors()[j] * 1.2);
    }
  }

  @Test
  void theUnitAndTheOriginOfTheOutcomeMoveNothingElse() {
    double[] y = {0.5, -0.9, 0.2, 1.4, -0.3, 0.1};
    for (HeterogeneityEstimator estimator : HeterogeneityEstimator.values()) {
      AreaPooling pooling = new AreaPooling(estimator, PooledTest.KNAPP_HARTUNG, 0.9);
      PooledEffects first = pooling.pool(areas(1, 0, y));
      PooledEffects second = pooling.pool(areas(1024, 3, y));
      assertThat(second.mean().estimate())
          .isCloseTo(1024 * (first.mean().estimate() + 3), within(1e-8));
      assertThat(second.mean().standardError() / first.mean().standardError())
          .as(estimator.name())
          .isCloseTo(1024, within(1e-6));
      assertThat(second.tau2()).isCloseTo(1024 * 1024 * first.tau2(), within(1e-4));
      assertThat(second.q()).isCloseTo(first.q(), within(1e-9));
      assertThat(second.qP()).isCloseTo(first.qP(), within(1e-9));
    }
  }

  @Test
  void theIntervalOfTauHoldsTheValuesThatGeneralisedQDoesNotReject() {
    AreaEstimates areas = areas(1, 0, 0.5, -0.9, 0.2, 1.4, -0.3, 0.1);
    PooledEffects.Interval interval = REML.tau2Interval(areas);
    assertThat(interval.low()).isLessThanOrEqualTo(REML.pool(areas).tau2());
    assertThat(interval.high()).isGreaterThan(REML.pool(areas).tau2());
  }

  @Test
  void whatCannotBePooledIsRefusedByName() {
    assertThatThrownBy(() -> REML.pool(areas(1, 0, 1, 2)))
        .hasMessageStartingWith(
            "TOO_FEW_AREAS_TO_POOL: 2 areas have an estimate, and pooling needs 3");
    assertThatThrownBy(() -> REML.tau2Interval(areas(1, 0, 1, 2)))
        .hasMessageStartingWith("TOO_FEW_AREAS_TO_POOL");
    assertThatThrownBy(() -> areas(1, 0, 1, Double.NaN, 2))
        .hasMessageStartingWith("AREA_ESTIMATE_NOT_USABLE: area 'A1'");
    double[][] constant = {{2}, {2}, {2}, {2}};
    AreaEstimates repeated =
        new AreaEstimates(
            List.of("A", "B", "C", "D"),
            new double[] {1, 2, 3, 4},
            new double[] {1, 1, 1, 1},
            constant);
    assertThatThrownBy(() -> REML.pool(repeated)).hasMessageStartingWith("MODERATORS_COLLINEAR");
  }
}

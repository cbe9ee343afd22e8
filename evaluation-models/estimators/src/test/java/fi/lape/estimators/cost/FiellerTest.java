package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.inference.Reference;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiellerTest {
  private static final Reference NORMAL = new Reference(OptionalDouble.empty());

  private enum Shape {
    BOUNDED,
    TWO_RAYS,
    EVERYTHING
  }

  /** The second implementation: the test itself, by its p-value, at many ratios. */
  @Test
  void theSetHoldsTheRatiosAtWhichNetBenefitIsNotToldFromZero() {
    Random random = new Random(19);
    Map<Shape, Integer> seen = new EnumMap<>(Shape.class);
    for (int trial = 0; trial < 400; trial++) {
      Increment estimate = new Increment(random.nextGaussian(), 3 * random.nextGaussian());
      double ve = random.nextDouble();
      double vc = 5 * random.nextDouble();
      double cov = (2 * random.nextDouble() - 1) * Math.sqrt(ve * vc);
      JointError error = new JointError(ve, vc, cov);
      Reference t = new Reference(OptionalDouble.of(3 + random.nextInt(30)));
      RatioSet set = Fieller.of(estimate, error, 0.9, t).set();
      seen.merge(shape(set), 1, Integer::sum);
      for (int i = 0; i < 200; i++) {
        double ratio = Math.tan(Math.PI * (random.nextDouble() - 0.5)); // reaches far out
        double net = ratio * estimate.effect() - estimate.cost();
        double sd = Math.sqrt(ratio * ratio * ve - 2 * ratio * cov + vc);
        double p = t.twoSidedP(net / sd);
        if (Math.abs(p - 0.1) > 1e-9) {
          assertThat(set.contains(ratio)).as("%s at %s, p %s", set, ratio, p).isEqualTo(p > 0.1);
        }
      }
    }
    assertThat(seen.values()).as("every shape was met").hasSize(3).allMatch(n -> n > 20);
  }

  private static Shape shape(RatioSet set) {
    if (set instanceof RatioSet.Bounded) {
      return Shape.BOUNDED;
    }
    return set instanceof RatioSet.TwoRays ? Shape.TWO_RAYS : Shape.EVERYTHING;
  }

  @Test
  void anIntervalIsGivenOnlyIfTheEffectDiffersFromZeroAtTheLevel() {
    double q = NORMAL.quantile(0.975);
    JointError error = new JointError(1, 4, 0.5);
    assertThat(Fieller.of(new Increment(q * 1.001, 3), error, 0.95, NORMAL).set().interval())
        .isInstanceOf(RatioInterval.Ends.class);
    assertThat(Fieller.of(new Increment(q * 0.999, 3), error, 0.95, NORMAL).set().interval())
        .isEqualTo(new RatioInterval.Refused(NoRatio.EFFECT_INTERVAL_HOLDS_ZERO));
  }

  @Test
  void aKnownEffectGivesTheIntervalOfTheCostDividedByIt() {
    RatioSet set = Fieller.of(new Increment(4, 100), new JointError(0, 25, 0), 0.95, NORMAL).set();
    double half = 1.959963984540054 * 5 / 4;
    RatioSet.Bounded bounded = (RatioSet.Bounded) set;
    assertThat(bounded.low()).isCloseTo(25 - half, within(1e-9));
    assertThat(bounded.high()).isCloseTo(25 + half, within(1e-9));
  }

  /** A = 0 exactly: an effect of 0 that is known. The set is where (c)² ≤ q² v_c, whatever R. */
  @Test
  void withoutAnyEffectAllRatiosGoUnlessTheCostAloneIsSignificant() {
    RatioSet all = Fieller.of(new Increment(0, 1), new JointError(0, 4, 0), 0.95, NORMAL).set();
    assertThat(all).isEqualTo(new RatioSet.Everything());
    RatioSet none = Fieller.of(new Increment(0, 10), new JointError(0, 4, 0), 0.95, NORMAL).set();
    assertThat(none).isEqualTo(new RatioSet.Nothing());
    assertThat(none.contains(3)).isFalse();
  }

  @Test
  void anEffectOnTheEdgeOfItsTestLeavesOneRay() {
    double q = NORMAL.quantile(0.975);
    // e = q and v_e = 1, so that A is 0; B = q c − q² v_ec
    RatioSet up = Fieller.of(new Increment(q, 10), new JointError(1, 4, 0), 0.95, NORMAL).set();
    RatioSet down = Fieller.of(new Increment(q, -10), new JointError(1, 4, 0), 0.95, NORMAL).set();
    double end = (100 - 4 * q * q) / (2 * q * 10);
    assertThat(((RatioSet.RayUp) up).end()).isCloseTo(end, within(1e-12));
    assertThat(((RatioSet.RayDown) down).end()).isCloseTo(-end, within(1e-12));
    assertThat(up.contains(end + 1)).isTrue();
    assertThat(up.contains(end - 1)).isFalse();
    assertThat(down.contains(-end - 1)).isTrue();
    assertThat(down.contains(-end + 1)).isFalse();
    assertThat(up.interval()).isInstanceOf(RatioInterval.Refused.class);
  }

  @Test
  void covariancesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new JointError(1, 1, 1.1))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "COST_DATA_INVALID: the variances 1.0 and 1.0 and the covariance 1.1 cannot be. Effects"
                + " and costs are compared in pairs, and every one must be a finite number. Correct"
                + " the numbers given.");
    assertThatThrownBy(() -> new JointError(-1, 1, 0)).hasMessageStartingWith("COST_DATA_INVALID");
    assertThatThrownBy(() -> Fieller.of(new Increment(1, 1), new JointError(1, 1, 0), 1, NORMAL))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'level' is 1.0");
  }
}

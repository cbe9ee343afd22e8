package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.diagnostics.Restriction.Kind;
import fi.lape.estimators.diagnostics.Restriction.Shape;
import org.junit.jupiter.api.Test;

/** How large a violation an effect survives. */
class BreakdownTest {
  @Test
  void theBreakdownValueIsWhereTheIntervalReachesZero() {
    HonestSettings settings = HonestDidTest.settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.FLCI);
    EventStudy study = GoldenEventStudy.read("unit");
    Breakdown.At at = (Breakdown.At) new HonestDid(settings).of(study).breakdown();
    HonestSearch search = HonestDidTest.search(study, settings);
    assertThat(search.confidence(at.bound()).orElseThrow().high()).isBetween(-2e-3, 0.0);
    // Golden: C-LF excludes 0 at M̄ = 1 (upper end −0.06) and holds it at 2 (0.93).
    Breakdown.At ratio =
        (Breakdown.At) new HonestDid(HonestSettings.DEFAULTS).of(study).breakdown();
    assertThat(ratio.bound()).isBetween(1.0, 1.2);
  }

  @Test
  void anInsignificantEffectHasNoBreakdownValue() {
    EventStudy study = scaledEffect(0.1);
    assertThat(new HonestDid(HonestSettings.DEFAULTS).of(study).breakdown())
        .isEqualTo(new Breakdown.Insignificant());
  }

  /** If trends can only have pushed a negative effect up, no violation explains it away. */
  @Test
  void aViolationThatWorksAgainstTheFindingNeverBreaksIt() {
    HonestSettings settings =
        HonestDidTest.settings(
            Kind.RELATIVE_MAGNITUDES, Shape.POSITIVE, HonestMethod.CONDITIONAL_LEAST_FAVOURABLE);
    assertThat(new HonestDid(settings).of(scaledEffect(-9)).breakdown())
        .isEqualTo(new Breakdown.Unbounded(128));
  }

  private static EventStudy scaledEffect(double effect) {
    return new EventStudy(
        new int[] {-2, 0}, -1, new double[] {0.1, effect}, new double[][] {{0.04, 0}, {0, 0.09}});
  }
}

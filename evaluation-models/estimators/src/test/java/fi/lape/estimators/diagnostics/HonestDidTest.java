package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.diagnostics.Restriction.Kind;
import fi.lape.estimators.diagnostics.Restriction.Shape;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HonestDidTest {
  private static final double Z975 = 1.959963984540054;

  /** β̂ = (−0.3, 2), variances 0.04 and 0.09, covariance 0.01. */
  static EventStudy pair() {
    return new EventStudy(
        new int[] {-2, 0}, -1, new double[] {-0.3, 2}, new double[][] {{0.04, 0.01}, {0.01, 0.09}});
  }

  static HonestSettings settings(Kind kind, Shape shape, HonestMethod method) {
    return HonestSettings.DEFAULTS.withRestriction(new Restriction(kind, shape)).withMethod(method);
  }

  static HonestSearch search(EventStudy study, HonestSettings settings) {
    return new HonestSearch(study, settings, settings.target().weights(study.post()));
  }

  static EventStudy scaled(EventStudy study, double factor) {
    int n = study.size();
    int[] times = new int[n];
    double[] estimates = new double[n];
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      times[i] = study.time(i);
      estimates[i] = factor * study.estimate(i);
      for (int j = 0; j < n; j++) {
        covariance[i][j] = factor * factor * study.covariance(i, j);
      }
    }
    return new EventStudy(times, study.reference(), estimates, covariance);
  }

  // One period each side: δ_0 lies in −δ_{−2} ± M, so x = β̂_0 + β̂_{−2} = 1.7 estimates τ with
  // bias at
  // most M, and Var x = 0.04 + 0.09 + 2 · 0.01 = 0.15.

  @Test
  void withoutCurvatureTheTrendBeforeIsExtrapolatedInAStraightLine() {
    FixedLengthInterval line =
        search(pair(), settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.FLCI))
            .at(0)
            .fixedLength()
            .orElseThrow();
    assertThat(line.estimate()).isCloseTo(1.7, within(1e-15));
    assertThat(line.weights()).containsExactly(1.0, 1.0);
    assertThat(line.worstBias()).isZero();
    assertThat(line.halfLength()).isCloseTo(Z975 * Math.sqrt(0.15), within(1e-12));
  }

  @Test
  void aFixedLengthIntervalHasTheQuantileOfTheFoldedNormalOfItsWorstBias() {
    double m = 0.2;
    FixedLengthInterval interval =
        search(pair(), settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.FLCI))
            .at(m)
            .fixedLength()
            .orElseThrow();
    double s = Math.sqrt(0.15);
    double half = interval.halfLength();
    assertThat(interval.worstBias()).isEqualTo(m);
    assertThat(NormalTail.below((half - m) / s) - NormalTail.below((-half - m) / s))
        .isCloseTo(0.95, within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.1", "0.7"})
  void theConditionalIntervalOfOneBindingMomentHasAClosedForm(double m) {
    // Reject if P(Z > t | Z > −M/s) < α at t = (|x − θ| − M)/s.
    double s = Math.sqrt(0.15);
    double z = -NormalTail.quantile(0.05 * NormalTail.below(m / s));
    Interval interval =
        search(pair(), settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL))
            .confidence(m)
            .orElseThrow();
    assertThat(interval.low()).isCloseTo(1.7 - m - z * s, within(1e-8));
    assertThat(interval.high()).isCloseTo(1.7 + m + z * s, within(1e-8));
  }

  /** κ = 0.005 first, then (0.05 − κ)/(1 − κ), given that the first stage let θ pass. */
  @ParameterizedTest
  @CsvSource({"0", "0.1", "0.7"})
  void theHybridsOfOneBindingMomentHaveClosedFormsToo(double m) {
    double s = Math.sqrt(0.15);
    double second = 0.045 / 0.995;
    // Fixed length: |x − θ| ≤ χ cuts t = (|x − θ| − M)/s off at (χ − M)/s.
    double chi = s * FixedLength.quantile(m / s, 0.995);
    double half = m - s * hybrid(-m / s, (chi - m) / s, second);
    Interval fixed =
        search(pair(), settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL_FLCI))
            .confidence(m)
            .orElseThrow();
    assertThat(fixed.low()).isCloseTo(1.7 - half, within(1e-8));
    assertThat(fixed.high()).isCloseTo(1.7 + half, within(1e-8));
    // Least favourable: both moments bind, so the critical value is that of |Z|, 2.807, simulated.
    double cv = NormalTail.quantile(0.9975);
    double simulated = m - s * hybrid(-m / s, cv, second);
    Interval favourable =
        search(
                pair(),
                settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL_LEAST_FAVOURABLE))
            .confidence(m)
            .orElseThrow();
    assertThat(favourable.low()).isCloseTo(1.7 - simulated, within(5e-3));
    assertThat(favourable.high()).isCloseTo(1.7 + simulated, within(5e-3));
  }

  /** −z with P(Z > z | low ≤ Z ≤ high) = share. */
  private static double hybrid(double low, double high, double share) {
    double beyond = NormalTail.below(-high);
    return NormalTail.quantile(beyond + share * (NormalTail.below(-low) - beyond));
  }

  @Test
  void identifiedSetsAreWhatHandCountingGives() {
    // δ falls by 1 a period before: at M = 0.5 the first step after lies in −1 ± 0.5, the second in
    // −1 ± 1, so δ_1 in −2 ± 1.5.
    EventStudy study =
        new EventStudy(
            new int[] {-3, -2, 0, 1},
            -1,
            new double[] {2, 1, 5, 6},
            new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
    HonestSettings smooth = settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL);
    HonestSettings second = smooth.withTarget(Target.of(List.of(0.0, 1.0)));
    assertThat(search(study, smooth).at(0.5).identified()).contains(new Interval(5.5, 6.5));
    assertThat(search(study, second).at(0.5).identified()).contains(new Interval(6.5, 9.5));
    HonestSettings ratio = second.withRestriction(Restriction.of(Kind.RELATIVE_MAGNITUDES));
    assertThat(search(study, ratio).at(2).identified()).contains(new Interval(2, 10));
    assertThat(
            search(
                    study,
                    ratio.withRestriction(
                        new Restriction(Kind.RELATIVE_MAGNITUDES, Shape.POSITIVE)))
                .at(2)
                .identified())
        .contains(new Interval(2, 6));
    assertThat(
            search(
                    study,
                    ratio.withRestriction(
                        new Restriction(Kind.RELATIVE_MAGNITUDES, Shape.DECREASING)))
                .at(2)
                .identified())
        .contains(new Interval(6, 10));
    // A straight line before: no change of slope, so none is allowed after.
    assertThat(
            search(study, ratio.withRestriction(Restriction.of(Kind.RELATIVE_SMOOTHNESS)))
                .at(3)
                .identified())
        .contains(new Interval(8, 8));
    // It falls before, so it did not rise throughout.
    assertThat(
            search(
                    study,
                    ratio.withRestriction(
                        new Restriction(Kind.RELATIVE_MAGNITUDES, Shape.INCREASING)))
                .at(2)
                .identified())
        .isEmpty();
  }

  @Test
  void bendsAfterTheReferenceAreMeasuredAgainstThoseBefore() {
    // δ = 3, 1, 0: steps −2, −1, one bend of 1. At M̄ = 2 the next step lies in −1 ± 2, the one
    // after
    // in −1 ± 4: δ_0 in [−3, 1], δ_1 in [−8, 4].
    EventStudy study =
        new EventStudy(
            new int[] {-3, -2, 0, 1},
            -1,
            new double[] {3, 1, 5, 6},
            new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
    HonestSettings first = settings(Kind.RELATIVE_SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL);
    HonestSettings second = first.withTarget(Target.of(List.of(0.0, 1.0)));
    assertThat(search(study, first).at(2).identified()).contains(new Interval(4, 8));
    assertThat(search(study, second).at(2).identified()).contains(new Interval(2, 14));
  }

  @ParameterizedTest
  @EnumSource
  void scalingTheOutcomeScalesEveryEnd(HonestMethod method) {
    EventStudy study = GoldenEventStudy.read("area");
    HonestSettings settings = settings(Kind.SMOOTHNESS, Shape.ANY, method);
    Interval interval = search(study, settings).confidence(0.125).orElseThrow();
    Interval scaled = search(scaled(study, 1024), settings).confidence(1024 * 0.125).orElseThrow();
    assertThat(scaled.low()).isEqualTo(1024 * interval.low());
    assertThat(scaled.high()).isEqualTo(1024 * interval.high());
  }

  @ParameterizedTest
  @EnumSource
  void aRatioDoesNotDependOnTheUnit(Shape shape) {
    EventStudy study = GoldenEventStudy.read("unit");
    HonestSettings settings =
        settings(Kind.RELATIVE_SMOOTHNESS, shape, HonestMethod.CONDITIONAL_LEAST_FAVOURABLE);
    Interval interval = search(study, settings).confidence(1).orElseThrow();
    Interval scaled = search(scaled(study, 1024), settings).confidence(1).orElseThrow();
    assertThat(scaled).isEqualTo(new Interval(1024 * interval.low(), 1024 * interval.high()));
  }

  @ParameterizedTest
  @CsvSource({
    "SMOOTHNESS, FLCI",
    "SMOOTHNESS, CONDITIONAL",
    "SMOOTHNESS, CONDITIONAL_LEAST_FAVOURABLE",
    "SMOOTHNESS, CONDITIONAL_FLCI",
    "RELATIVE_MAGNITUDES, CONDITIONAL",
    "RELATIVE_MAGNITUDES, CONDITIONAL_LEAST_FAVOURABLE",
    "RELATIVE_SMOOTHNESS, CONDITIONAL_LEAST_FAVOURABLE"
  })
  void largerBoundsGiveWiderIntervalsAndSets(Kind kind, HonestMethod method) {
    HonestSettings settings =
        settings(kind, Shape.ANY, method).withBounds(List.of(0.5, 1.0, 1.5, 2.0));
    List<HonestInterval> intervals =
        new HonestDid(settings).of(GoldenEventStudy.read("unit")).intervals();
    for (int k = 1; k < intervals.size(); k++) {
      Interval inner = intervals.get(k - 1).confidence().orElseThrow();
      Interval outer = intervals.get(k).confidence().orElseThrow();
      assertThat(outer.low()).isLessThan(inner.low());
      assertThat(outer.high()).isGreaterThan(inner.high());
      Optional<Interval> set = intervals.get(k - 1).identified();
      if (set.isPresent()) {
        Interval wider = intervals.get(k).identified().orElseThrow();
        assertThat(wider.low()).isLessThan(set.get().low());
        assertThat(outer.contains(wider.low()) && outer.contains(wider.high())).isTrue();
      }
    }
  }

  @Test
  void theHybridWithAFixedLengthIntervalStaysInsideIt() {
    EventStudy study = GoldenEventStudy.read("unit");
    HonestSettings settings = settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL_FLCI);
    FixedLengthInterval first = new FixedLength(study, new double[] {1, 0, 0, 0}).best(0.1, 0.995);
    Interval hybrid = search(study, settings).confidence(0.1).orElseThrow();
    assertThat(hybrid.low()).isGreaterThanOrEqualTo(first.low());
    assertThat(hybrid.high()).isLessThanOrEqualTo(first.high());
  }

  /** Planted truth: τ = 1 and a δ at the edge of Δ; 300 draws, so that 91 % is four errors off. */
  @ParameterizedTest
  @CsvSource({
    "SMOOTHNESS, ANY, FLCI",
    "SMOOTHNESS, ANY, CONDITIONAL",
    "SMOOTHNESS, POSITIVE, CONDITIONAL_FLCI",
    "SMOOTHNESS, INCREASING, CONDITIONAL_LEAST_FAVOURABLE",
    "RELATIVE_MAGNITUDES, ANY, CONDITIONAL_LEAST_FAVOURABLE",
    "RELATIVE_SMOOTHNESS, ANY, CONDITIONAL_LEAST_FAVOURABLE"
  })
  void coversThePlantedEffectUnderAViolationItAllows(Kind kind, Shape shape, HonestMethod method) {
    // δ = (−0.1, −0.1, 0, 0.2, 0.5): bends by 0.1 in every period, steps 0 and 0.1 before and 0.2
    // and
    // 0.3 after, rising and positive.
    double[][] root = {{0.2, 0, 0, 0}, {0.1, 0.2, 0, 0}, {0.05, 0.1, 0.3, 0}, {0, 0.1, 0.2, 0.3}};
    Random random = new Random(7);
    int covered = 0;
    for (int draw = 0; draw < 300; draw++) {
      double[] estimates = {-0.1, -0.1, 1.2, 1.5};
      double[][] covariance = new double[4][4];
      double[] z = {
        random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()
      };
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 4; k++) {
          estimates[i] += root[i][k] * z[k];
          for (int j = 0; j < 4; j++) {
            covariance[i][j] += root[i][k] * root[j][k];
          }
        }
      }
      EventStudy study = new EventStudy(new int[] {-3, -2, 0, 1}, -1, estimates, covariance);
      HonestSettings settings =
          HonestSettings.of(
              Map.of(
                  "restriction", SettingWords.asWord(kind),
                  "shape", SettingWords.asWord(shape),
                  "method", SettingWords.asWord(method),
                  "draws", "1000"));
      double bound = kind == Kind.SMOOTHNESS ? 0.1 : 3;
      covered +=
          search(study, settings).confidence(bound).filter(i -> i.contains(1)).isPresent() ? 1 : 0;
    }
    assertThat(covered / 300.0).isGreaterThan(0.91);
  }

  @Test
  void preTrendsThatContradictTheRestrictionLeaveNoValue() {
    EventStudy bent =
        new EventStudy(
            new int[] {-3, -2, 0},
            -1,
            new double[] {9, 0, 1},
            new double[][] {{1e-4, 0, 0}, {0, 1e-4, 0}, {0, 0, 1e-4}});
    HonestSettings settings =
        settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.CONDITIONAL_LEAST_FAVOURABLE);
    HonestInterval interval = search(bent, settings).at(0.5);
    assertThat(interval.confidence()).isEmpty();
    assertThat(interval.identified()).isEmpty();
  }

  @Test
  void usualBoundsFollowTheBendsSeenBefore() {
    HonestSettings settings = settings(Kind.SMOOTHNESS, Shape.ANY, HonestMethod.FLCI);
    EventStudy study = GoldenEventStudy.read("unit");
    double first = study.estimate(0) - 2 * study.estimate(1) + study.estimate(2);
    double second = study.estimate(1) - 2 * study.estimate(2);
    double largest = Math.max(Math.abs(first), Math.abs(second));
    assertThat(new HonestDid(settings).of(study).intervals())
        .extracting(HonestInterval::bound)
        .containsExactly(0.0, largest / 2, largest);
    assertThat(new HonestDid(settings).of(pair()).intervals())
        .extracting(HonestInterval::bound)
        .containsExactly(0.0, 0.1, 0.2);
    assertThat(new HonestDid(HonestSettings.DEFAULTS).of(pair()).intervals())
        .extracting(HonestInterval::bound)
        .containsExactly(0.5, 1.0, 1.5, 2.0);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedNearlyThem() {
    EventStudy study = GoldenEventStudy.read("unit");
    HonestSettings other = HonestSettings.of(Map.of("seed", "1"));
    Interval one = search(study, HonestSettings.DEFAULTS).confidence(1).orElseThrow();
    assertThat(search(study, HonestSettings.DEFAULTS).confidence(1)).contains(one);
    double moved = search(study, other).confidence(1).orElseThrow().low() - one.low();
    assertThat(Math.abs(moved)).isBetween(1e-12, 0.01);
  }

  @Test
  void refusesWhatHasNoAnswer() {
    HonestDid honest = new HonestDid(HonestSettings.DEFAULTS);
    double[][] one = {{1}};
    assertThatThrownBy(() -> honest.of(new EventStudy(new int[] {0}, -1, new double[] {1}, one)))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.category()).isEqualTo(ExitCategory.TOO_LITTLE_DATA))
        .hasMessage(
            "TOO_FEW_PRE_PERIODS: honest-did has 0 estimates before the reference period and needs 1."
                + " What trends did before adoption is all there is to judge them by. Add earlier"
                + " periods to the panel.");
    assertThatThrownBy(
            () ->
                new HonestDid(HonestSettings.of(Map.of("restriction", "relative-smoothness")))
                    .of(pair()))
        .hasMessageStartingWith(
            "TOO_FEW_PRE_PERIODS: honest-did has 1 estimates before the reference period and needs 2.");
    assertThatThrownBy(() -> honest.of(new EventStudy(new int[] {-2}, -1, new double[] {1}, one)))
        .hasMessage(
            "NO_POST_PERIODS: honest-did has no estimate after the reference period. There is no"
                + " effect whose sensitivity could be asked for. Add later periods to the panel.");
    assertThatThrownBy(
            () ->
                honest.of(
                    new EventStudy(
                        new int[] {-4, -2, 0},
                        -1,
                        new double[] {1, 1, 1},
                        new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})))
        .hasMessage(
            "EVENT_TIMES_NOT_CONSECUTIVE: event time -4 is followed by -2. Bounds on how a trend may"
                + " change from one period to the next need every period. Limit min_e and max_e to"
                + " event times without a gap.");
  }
}

package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells that covariates or holes make impossible are refused by name. */
class GroupTimeAttRefusalsTest {
  private static final int TREATED = 2012;

  /** A covariate of unit i, and whether unit i is seen in period t. */
  @FunctionalInterface
  private interface Covariate {
    double of(int i, int t);
  }

  @FunctionalInterface
  private interface Seen {
    boolean in(int i, int t);
  }

  /** Units 0 to n−1; the first {@code treated} adopt in 2012, the others never. */
  private static Panel panel(int n, int treated, List<Covariate> covariates, Seen seen) {
    int[] periods = {2010, 2011, 2012, 2013};
    Random random = new Random(7);
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][4];
    boolean[][] observed = new boolean[n][4];
    double[][][] x = new double[n][4][covariates.size()];
    List<String> names = new ArrayList<>();
    for (int j = 0; j < covariates.size(); j++) {
      names.add("x" + j);
    }
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      cohorts[i] = i < treated ? TREATED : Panel.NEVER;
      weights[i] = 1;
      for (int t = 0; t < 4; t++) {
        y[i][t] = random.nextGaussian();
        observed[i][t] = seen.in(i, t);
        for (int j = 0; j < covariates.size(); j++) {
          x[i][t][j] = covariates.get(j).of(i, t);
        }
      }
    }
    Panel panel = Panel.withHoles(periods, ids, ids, cohorts, weights, y, observed);
    return covariates.isEmpty() ? panel : panel.withCovariates(names, x);
  }

  private static Optional<Reason> reason(Panel panel, Estimation estimation) {
    GroupTimeSettings settings =
        GroupTimeSettings.DEFAULTS
            .withEstimation(estimation)
            .withUnbalanced(Unbalanced.REPEATED_CROSS_SECTIONS);
    Effect effect =
        new GroupTimeAtt(settings)
            .fit(panel)
            .effect(EffectKey.cell(GroupTimeAtt.CELL, TREATED, 2013))
            .orElseThrow();
    return effect instanceof NotEstimable refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  /** Both ways: all units seen, and one unit not seen in 2010, which makes rows of units. */
  private static void assertReason(
      int n, int treated, List<Covariate> covariates, Estimation estimation, Reason expected) {
    for (Seen seen : List.<Seen>of((i, t) -> true, (i, t) -> i > 0 || t > 0)) {
      assertThat(reason(panel(n, treated, covariates, seen), estimation)).contains(expected);
    }
  }

  private static double noise(int i) {
    return Math.sin(12.9898 * (i + 1)) * 3;
  }

  @ParameterizedTest
  @EnumSource
  void aConstantCovariateIsRefused(Estimation estimation) {
    List<Covariate> constant = List.of((i, t) -> 5);
    assertReason(40, 15, constant, estimation, Reason.SINGULAR_DESIGN);
  }

  @ParameterizedTest
  @EnumSource
  void aCovariateThatRepeatsAnotherIsRefused(Estimation estimation) {
    List<Covariate> twice = List.of((i, t) -> noise(i), (i, t) -> 7 - 2 * noise(i));
    assertReason(40, 15, twice, estimation, Reason.SINGULAR_DESIGN);
  }

  @Test
  void aCovariateThatDoesNotVaryAmongControlsIsRefusedByTheRegression() {
    List<Covariate> onlyTreated = List.of((i, t) -> i < 8 ? 1 : 0);
    assertReason(40, 15, onlyTreated, Estimation.REG, Reason.SINGULAR_DESIGN);
  }

  @ParameterizedTest
  @EnumSource(names = {"DR", "IPW"})
  void aCovariateThatTellsTheTreatedApartIsRefused(Estimation estimation) {
    List<Covariate> apart = List.of((i, t) -> noise(i) + (i < 15 ? 10 : 0));
    assertReason(40, 15, apart, estimation, Reason.NO_OVERLAP);
    List<Covariate> nearly = List.of((i, t) -> noise(i) + (i > 0 && i < 15 ? 14 : 0));
    assertReason(80, 15, nearly, estimation, Reason.NO_OVERLAP);
    assertThat(reason(panel(40, 15, apart, (i, t) -> true), Estimation.REG)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void fewerThanFiveUnitsMoreThanCovariatesAreTooFew(Estimation estimation) {
    List<Covariate> two = List.of((i, t) -> noise(i), (i, t) -> noise(2 * i + 50));
    assertReason(40, 6, two, estimation, Reason.GROUP_TOO_SMALL);
    assertReason(16, 10, two, estimation, Reason.GROUP_TOO_SMALL);
    assertThat(reason(panel(40, 7, two, (i, t) -> true), Estimation.REG)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPeriodInWhichNobodyOfAKindIsSeenIsRefused(Estimation estimation) {
    List<Covariate> none = List.of();
    assertThat(reason(panel(40, 15, none, (i, t) -> i >= 15 || t != 3), estimation))
        .contains(Reason.NO_TREATED_UNITS);
    assertThat(reason(panel(40, 15, none, (i, t) -> i >= 15 || t != 1), estimation))
        .contains(Reason.NO_BASE_PERIOD);
    assertThat(reason(panel(40, 15, none, (i, t) -> i < 15 || t != 3), estimation))
        .contains(Reason.NO_CONTROL_UNITS);
    assertThat(reason(panel(40, 15, none, (i, t) -> i < 15 || t != 1), estimation))
        .contains(Reason.NO_CONTROL_UNITS);
    assertThat(reason(panel(40, 15, none, (i, t) -> (i + t) % 5 > 0), estimation)).isEmpty();
  }

  /** The same number for the same place; neighbouring seeds of Random alone are alike. */
  private static int draw(long seed, int i, int j, int bound) {
    return new Random((seed * 1009 + i * 31L + j) * 0x9E3779B97F4A7C15L).nextInt(bound);
  }

  private static <E> E oneOf(Random random, E[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Small, odd panels: a finite number or a named refusal, never anything else. */
  @Test
  void everyPanelGivesNumbersOrNames() {
    Random random = new Random(2019);
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    int estimated = 0;
    int worded = 0;
    for (int round = 0; round < 1500; round++) {
      int n = 1 + random.nextInt(40);
      int kinds = 1 + random.nextInt(4);
      long seed = random.nextInt(1000);
      double gap = random.nextInt(6);
      int treated = random.nextInt(n + 1);
      List<Covariate> covariates = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        int column = j;
        covariates.add((i, t) -> draw(seed, i, column, kinds) + (i < treated ? gap : 0));
      }
      int holes = random.nextInt(3);
      Panel panel =
          panel(n, treated, covariates, (i, t) -> t == i % 4 || draw(seed, i, 10 + t, 4) >= holes);
      GroupTimeSettings settings =
          GroupTimeSettings.DEFAULTS
              .withEstimation(oneOf(random, Estimation.values()))
              .withUnbalanced(oneOf(random, Unbalanced.values()))
              .withAnticipation(random.nextInt(2))
              .withBase(oneOf(random, BasePeriod.values()));
      try {
        for (Effect effect : new GroupTimeAtt(settings).fit(panel).effects()) {
          if (effect instanceof NotEstimable refused) {
            reasons.add(refused.reason());
          } else {
            estimated++;
            double squares = ((Estimated) effect).influence().sumOfSquares();
            assertThat(squares).as("%s", effect.key()).isFinite().isNotNegative();
          }
        }
      } catch (EvaluationException refused) {
        worded++;
        assertThat(refused.code()).isIn("PANEL_NOT_BALANCED", "PANEL_EMPTY");
      }
    }
    assertThat(estimated).isGreaterThan(3_000);
    assertThat(worded).isPositive();
    assertThat(reasons)
        .contains(Reason.GROUP_TOO_SMALL, Reason.SINGULAR_DESIGN, Reason.NO_OVERLAP)
        .contains(Reason.NO_BASE_PERIOD, Reason.NO_CONTROL_UNITS);
  }
}

package fi.lape.estimators.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.JointTest;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.estimators.inference.Refusal;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes over units that stay where they are against the same units at hand. */
class PassedGroupTimeTest {
  private static final double POINT = 1e-9;
  private static final double ERROR = 1e-8;

  private int compared;

  /** The same panel with every unit as its own cluster. */
  private static Panel unitsAsClusters(Panel panel) {
    int n = panel.size();
    int periods = panel.periods().length;
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods];
    boolean[][] observed = new boolean[n][periods];
    double[][][] x = new double[n][periods][panel.covariateNames().size()];
    for (int i = 0; i < n; i++) {
      ids.add(panel.id(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        observed[i][t] = panel.observed(i, t);
        if (observed[i][t]) {
          y[i][t] = panel.outcome(i, t);
          for (int j = 0; j < x[i][t].length; j++) {
            x[i][t][j] = panel.covariate(i, t, j);
          }
        }
      }
    }
    return Panel.withHoles(panel.periods(), ids, ids, cohorts, weights, y, observed)
        .withCovariates(panel.covariateNames(), x);
  }

  /** A number is as close as its own size, or its error's where it is near 0. */
  private static void assertClose(String what, double actual, double expected, double size) {
    assertThat(Math.abs(actual - expected)).as(what).isLessThanOrEqualTo(size);
  }

  private void assertSame(Panel panel, GroupTimeSettings settings) {
    assertSame(new GroupTimeAtt(settings).fit(panel), fit(panel, settings, false));
    Panel alone = unitsAsClusters(panel);
    assertSame(new GroupTimeAtt(settings).fit(alone), fit(alone, settings, true));
  }

  private static Fit fit(Panel panel, GroupTimeSettings settings, boolean unitsAreClusters) {
    return new GroupTimeAtt(settings).fit(new MemoryPasses(panel, unitsAreClusters));
  }

  private void assertSame(Fit atHand, Fit passed) {
    assertThat(passed.effects())
        .extracting(Effect::key)
        .isEqualTo(atHand.effects().stream().map(Effect::key).toList());
    List<Estimated> mine = new ArrayList<>();
    List<Estimated> theirs = new ArrayList<>();
    for (Effect effect : atHand.effects()) {
      Effect twin = passed.effect(effect.key()).orElseThrow();
      if (effect instanceof NotEstimable refused) {
        assertThat(twin).as(effect.key().toString()).isInstanceOf(NotEstimable.class);
        assertThat(((NotEstimable) twin).reason()).isEqualTo(refused.reason());
      } else {
        assertThat(twin).as(effect.key().toString()).isInstanceOf(Estimated.class);
        theirs.add((Estimated) effect);
        mine.add((Estimated) twin);
      }
    }
    for (int j = 0; j < mine.size(); j++) {
      assertSame(theirs.get(j), mine.get(j));
      double one = theirs.get(j).influence().unitCovariance(theirs.get(0).influence());
      double first = theirs.get(0).influence().unitCovariance(theirs.get(0).influence());
      double own = theirs.get(j).influence().unitCovariance(theirs.get(j).influence());
      assertClose(
          "covariance",
          mine.get(j).influence().unitCovariance(mine.get(0).influence()),
          one,
          ERROR * Math.sqrt(first * own));
      assertClose(
          "covariance of clusters",
          mine.get(j).influence().clusterCovariance(mine.get(0).influence()),
          theirs.get(j).influence().clusterCovariance(theirs.get(0).influence()),
          ERROR * theirs.get(0).influence().units() * Math.sqrt(first * own));
    }
  }

  private void assertSame(Estimated atHand, Estimated passed) {
    compared++;
    String what = atHand.key().toString();
    double error = Math.sqrt(atHand.influence().sumOfSquares()) / atHand.influence().units();
    assertClose(
        what,
        passed.estimate(),
        atHand.estimate(),
        POINT * Math.max(Math.abs(atHand.estimate()), error));
    assertThat(passed.sample().units()).as(what).isEqualTo(atHand.sample().units());
    assertThat(passed.sample().observations()).as(what).isEqualTo(atHand.sample().observations());
    assertThat(passed.sample().clustersTreated())
        .as(what)
        .isEqualTo(atHand.sample().clustersTreated());
    assertThat(passed.sample().unitsLeftOut()).as(what).isEqualTo(atHand.sample().unitsLeftOut());
    double baseline = atHand.sample().baselineMean().orElseThrow();
    assertClose(
        what, passed.sample().baselineMean().orElseThrow(), baseline, POINT * Math.abs(baseline));
    for (String name : List.of("cr1", "analytic", "unit-robust", "cr3")) {
      Inference inference = Inferences.of(name);
      assertSame(what + " " + name, inference.infer(atHand, 0.95), inference.infer(passed, 0.95));
    }
  }

  private static void assertSame(String what, InferenceResult atHand, InferenceResult passed) {
    assertThat(passed).as(what).hasSameClassAs(atHand);
    assertThat(passed.clusters()).as(what).isEqualTo(atHand.clusters());
    if (atHand instanceof Inferred expected) {
      Inferred actual = (Inferred) passed;
      double error = expected.standardError().orElseThrow();
      assertClose(what, actual.standardError().orElseThrow(), error, ERROR * error);
      assertClose(
          what,
          actual.clustersEffective(),
          expected.clustersEffective(),
          ERROR * expected.clustersEffective());
      assertThat(actual.dof()).as(what).isEqualTo(expected.dof());
      assertClose(what, actual.pValue(), expected.pValue(), 1e-7);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7})
  void passesSayTheSameAsUnitsAtHand(long seed) {
    Panel panel = CovariatePanel.of(150, 6, seed);
    for (GroupTimeSettings settings : GroupTimeAttCovariatesTest.settings()) {
      assertSame(panel, settings);
    }
    assertThat(compared).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 8})
  void unitsLeftOutAreCounted(long seed) {
    Panel panel = CovariatePanel.withHoles(CovariatePanel.of(260, 6, seed), 3);
    for (GroupTimeSettings settings : GroupTimeAttCovariatesTest.settings()) {
      assertSame(panel, settings.withUnbalanced(Unbalanced.COMPLETE_UNITS));
    }
    assertThat(compared).isGreaterThan(200);
    assertThatThrownBy(() -> fit(panel, GroupTimeSettings.DEFAULTS, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The panels on which R did was run, with covariates that stay the same over time. */
  @ParameterizedTest
  @CsvSource({"staggered-balanced", "staggered-no-never"})
  void goldenPanelsAreTheSame(String set) {
    GoldenFits golden = new GoldenFits();
    for (String weights : List.of("none", "pop")) {
      Map<String, String> row = Map.of("weights", weights, "covariates", covariates(set));
      Panel panel = golden.panel(set, row);
      for (GroupTimeSettings settings : GroupTimeAttCovariatesTest.settings()) {
        assertSame(panel, settings);
      }
    }
    assertThat(compared).isGreaterThan(300);
  }

  private static String covariates(String set) {
    return GoldenTable.rows(set + "/att_gt.csv").stream()
        .map(row -> row.getOrDefault("covariates", "none"))
        .filter(names -> !names.equals("none"))
        .findFirst()
        .orElseThrow();
  }

  /** A logit of all comparisons a Newton step, not one each. */
  @Test
  void thereAreFewPasses() {
    for (Estimation estimation : Estimation.values()) {
      MemoryPasses passes = new MemoryPasses(CovariatePanel.of(300, 6, 5), false);
      new GroupTimeAtt(GroupTimeSettings.DEFAULTS.withEstimation(estimation)).fit(passes);
      assertThat(passes.runs()).isLessThanOrEqualTo(estimation == Estimation.REG ? 2 : 11);
    }
  }

  /** Small, odd panels, where most is refused: the same number or the same reason. */
  @Test
  void refusalsAreTheSame() {
    Random random = new Random(2019);
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    int rounds = 0;
    while (rounds < 400) {
      Panel panel = odd(random);
      GroupTimeSettings settings =
          GroupTimeSettings.DEFAULTS
              .withEstimation(oneOf(random, Estimation.values()))
              .withUnbalanced(Unbalanced.COMPLETE_UNITS)
              .withBase(oneOf(random, BasePeriod.values()));
      Fit atHand;
      try {
        atHand = new GroupTimeAtt(settings).fit(panel);
      } catch (EvaluationException nobodyIsComplete) {
        continue;
      }
      rounds++;
      Fit passed = fit(panel, settings, true);
      for (Effect effect : atHand.effects()) {
        Effect twin = passed.effect(effect.key()).orElseThrow();
        if (effect instanceof NotEstimable refused) {
          reasons.add(refused.reason());
          assertThat(twin).as("%s %s", rounds, effect).isEqualTo(refused);
        } else {
          double estimate = ((Estimated) effect).estimate();
          assertThat(twin).as("%s %s", rounds, effect.key()).isInstanceOf(Estimated.class);
          assertClose(rounds + " " + effect.key(), ((Estimated) twin).estimate(), estimate, 1e-8);
        }
      }
    }
    assertThat(reasons).contains(Reason.GROUP_TOO_SMALL, Reason.SINGULAR_DESIGN, Reason.NO_OVERLAP);
  }

  private static <E> E oneOf(Random random, E[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Up to 40 units, covariates of few values that may tell the treated apart. */
  private static Panel odd(Random random) {
    int n = 1 + random.nextInt(40);
    int treated = random.nextInt(n + 1);
    int k = 1 + random.nextInt(2);
    int kinds = 1 + random.nextInt(4);
    double gap = random.nextInt(6);
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][4];
    boolean[][] observed = new boolean[n][4];
    double[][][] x = new double[n][4][k];
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      cohorts[i] = i < treated ? 2012 : Panel.NEVER;
      weights[i] = 1 + random.nextInt(3);
      for (int t = 0; t < 4; t++) {
        y[i][t] = random.nextGaussian();
        observed[i][t] = t == 0 || random.nextInt(40) > 0;
        for (int j = 0; j < k; j++) {
          x[i][t][j] = random.nextInt(kinds) + (i < treated ? gap : 0);
        }
      }
    }
    List<String> names = k == 1 ? List.of("a") : List.of("a", "b");
    return Panel.withHoles(
            new int[] {2010, 2011, 2012, 2013}, ids, ids, cohorts, weights, y, observed)
        .withCovariates(names, x);
  }

  /** From cohorts that overlap to cohorts that do not, in steps small enough to meet the limits. */
  @Test
  void whereOverlapEndsIsTheSame() {
    Set<Boolean> refusals = new HashSet<>();
    for (int step = 0; step <= 40; step++) {
      for (double sign : new double[] {-1, 1}) {
        Panel panel = shifted(sign * (1 + step / 20.0), step % 2 == 0);
        Effect atHand = first(new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(panel));
        Effect passed = first(fit(panel, GroupTimeSettings.DEFAULTS, true));
        assertThat(passed).as("step %s", step).hasSameClassAs(atHand);
        refusals.add(atHand instanceof NotEstimable);
      }
    }
    assertThat(refusals).hasSize(2);
  }

  private static Effect first(Fit fit) {
    return fit.effect(EffectKey.cell(GroupTimeAtt.CELL, 2012, 2012)).orElseThrow();
  }

  /** 60 treated and 540 controls whose covariate differs by a gap. */
  private static Panel shifted(double gap, boolean outlier) {
    Random random = new Random(17);
    int n = 600;
    List<String> ids = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][2];
    double[][][] x = new double[n][2][1];
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      cohorts[i] = i % 10 == 0 ? 2012 : Panel.NEVER;
      weights[i] = 1;
      double level = random.nextGaussian() + (i % 10 == 0 ? gap : 0);
      level = i == 1 && outlier ? gap + Math.signum(gap) * 3.2 : level; // more so than the treated
      for (int t = 0; t < 2; t++) {
        y[i][t] = random.nextGaussian();
        x[i][t][0] = level;
      }
    }
    return new Panel(new int[] {2011, 2012}, ids, ids, cohorts, weights, y)
        .withCovariates(List.of("x"), x);
  }

  @Test
  void testsOfSeveralEffectsAreTheSame() {
    Panel panel = CovariatePanel.of(300, 9, 5);
    List<Estimated> atHand = early(new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(panel));
    List<Estimated> passed = early(fit(panel, GroupTimeSettings.DEFAULTS, false));
    assertThat(atHand).hasSizeGreaterThan(2);
    double expected = JointTest.byUnits(atHand).orElseThrow().statistic();
    assertClose(
        "units", JointTest.byUnits(passed).orElseThrow().statistic(), expected, 1e-7 * expected);
    double byClusters = JointTest.byClusters(atHand).orElseThrow().statistic();
    assertClose(
        "clusters",
        JointTest.byClusters(passed).orElseThrow().statistic(),
        byClusters,
        1e-7 * byClusters);
  }

  /** Signs of clusters need their sums; a unit that is a cluster has none that is kept. */
  @Test
  void redrawingClustersNeedsTheirSums() {
    Panel panel = CovariatePanel.of(150, 6, 5);
    Inference multiplier = Inferences.of("multiplier");
    Estimated atHand = simple(new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(panel));
    Estimated passed = simple(fit(panel, GroupTimeSettings.DEFAULTS, false));
    assertSame("multiplier", multiplier.infer(atHand, 0.95), multiplier.infer(passed, 0.95));
    Estimated alone = simple(fit(unitsAsClusters(panel), GroupTimeSettings.DEFAULTS, true));
    for (String name : List.of("multiplier", "wild-cluster")) {
      assertThat(Inferences.of(name).infer(alone, 0.95))
          .isInstanceOfSatisfying(
              NotInferable.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNITS_NOT_KEPT));
    }
  }

  private static Estimated simple(Fit fit) {
    return (Estimated) fit.effect(EffectKey.of("att-simple")).orElseThrow();
  }

  private static List<Estimated> early(Fit fit) {
    return fit.estimated().stream()
        .filter(e -> e.key().estimand().equals(GroupTimeAtt.CELL))
        .filter(e -> e.key().eventTime().orElseThrow() < 0)
        .toList();
  }
}

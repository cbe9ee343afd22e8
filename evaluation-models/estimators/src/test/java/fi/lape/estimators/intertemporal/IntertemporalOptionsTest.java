package fi.lape.estimators.intertemporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options that the golden set does not have. */
class IntertemporalOptionsTest {
  private static final Map<String, String> SAME =
      Map.of("effects", "3", "placebos", "2", "same_switchers", "true");

  private static Map<EffectKey, SwitcherCounts> counts(Panel panel, Map<String, String> words) {
    Map<EffectKey, SwitcherCounts> counts = new HashMap<>();
    new IntertemporalEffects(IntertemporalSettings.of(words))
        .counts(panel)
        .forEach(c -> counts.put(c.key(), c));
    return counts;
  }

  private static double estimate(Panel panel, Map<String, String> words, EffectKey key) {
    return ((Estimated) IntertemporalTest.fit(panel, words).effect(key).orElseThrow()).estimate();
  }

  private static Map<String, String> and(Map<String, String> words, String word, String value) {
    Map<String, String> more = new HashMap<>(words);
    more.put(word, value);
    return more;
  }

  @Test
  void samePlacebosAreOfTheSwitchersThatHaveThemAll() {
    Panel panel = LevelsPanel.of(90, 6, 19);
    Map<String, String> words = and(SAME, "same_switchers_pl", "true");
    Map<EffectKey, SwitcherCounts> loose = counts(panel, SAME);
    Map<EffectKey, SwitcherCounts> strict = counts(panel, words);
    EffectKey one = IntertemporalEffects.placebo(1);
    EffectKey two = IntertemporalEffects.placebo(2);
    assertThat(loose.get(one).switchers()).isGreaterThan(loose.get(two).switchers());
    assertThat(strict.get(one).switchers()).isEqualTo(strict.get(two).switchers());
    assertThat(strict.get(two)).isEqualTo(loose.get(two));
    for (int l = 1; l <= 3; l++) {
      EffectKey effect = IntertemporalEffects.effect(l);
      assertThat(strict.get(effect)).isEqualTo(loose.get(effect));
    }
    // the switchers of 2012 have one year before; without them placebo 1 is the stricter one
    assertThat(estimate(panel, words, one))
        .isCloseTo(estimate(muted(panel), SAME, one), within(1e-12));
  }

  /** The switchers of 2012 seen from 2011 on: still with effects, and without any placebo. */
  private static Panel muted(Panel panel) {
    int n = panel.size();
    int periods = panel.periods().length;
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods];
    double[][] d = new double[n][periods];
    boolean[][] seen = new boolean[n][periods];
    for (int i = 0; i < n; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        y[i][t] = panel.outcome(i, t);
        d[i][t] = panel.treatment(i, t);
        boolean early = cohorts[i] == 2012 && LevelsPanel.direction(panel, i) != 0;
        seen[i][t] = !early || t > 0;
      }
    }
    return Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, y, seen)
        .withTreatment(d);
  }

  @Test
  void trendsByKindAverageTheKindsByTheirSwitchers() {
    Panel panel = LevelsPanel.of(120, 6, 23);
    for (String trend : List.of("kind", "cluster")) {
      Panel known = onlyKind(LevelsPanel.withCovariates(panel, 4), panel);
      Panel kinds = trend.equals("kind") ? known : panel;
      Map<String, String> words = Map.of("effects", "2", "placebos", "1");
      for (EffectKey key :
          List.of(
              IntertemporalEffects.effect(1),
              IntertemporalEffects.effect(2),
              IntertemporalEffects.placebo(1))) {
        double sum = 0;
        double weight = 0;
        for (Panel part : split(known, panel, trend)) {
          SwitcherCounts counts = counts(part, words).get(key);
          if (counts != null) {
            sum += counts.switchersWeight() * estimate(part, words, key);
            weight += counts.switchersWeight();
          }
        }
        assertThat(estimate(kinds, and(words, "trends_nonparam", trend), key))
            .as(trend + key)
            .isCloseTo(sum / weight, within(1e-11));
      }
    }
  }

  private static final double HOLE = -1;

  /**
   * Units with the outcome 10 · unit · period², not seen where the treatment is a {@link #HOLE}.
   */
  private static Panel withHoles(double[]... levels) {
    int n = levels.length;
    int periods = levels[0].length;
    int[] years = new int[periods];
    List<String> ids = new ArrayList<>();
    double[] weights = new double[n];
    int[] cohorts = new int[n];
    double[][] y = new double[n][periods];
    boolean[][] seen = new boolean[n][periods];
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      weights[i] = 1;
      cohorts[i] = Panel.NEVER;
      for (int t = 0; t < periods; t++) {
        years[t] = 2010 + t;
        y[i][t] = 10 * (i + 1) * t * t;
        seen[i][t] = levels[i][t] != HOLE;
      }
    }
    return Panel.withHoles(years, ids, ids, cohorts, weights, y, seen).withTreatment(levels);
  }

  @Test
  void aUnitWhoseSwitchCannotBeDatedIsAControlUntilItWasLastSeenBefore() {
    Panel panel =
        withHoles(
            new double[] {0, 1, 1, 1}, new double[] {0, 0, HOLE, 1}, new double[] {0, 0, 0, 0});
    for (String controls : List.of("never-treated", "not-yet-treated")) {
      Map<String, String> words = Map.of("controls", controls, "effects", "3");
      assertThat(estimate(panel, words, IntertemporalEffects.effect(1))).isEqualTo(10 - 25);
      assertThat(estimate(panel, words, IntertemporalEffects.effect(2))).isEqualTo(40 - 120);
      // it is not seen unswitched in the fourth period, nor is its own change an effect
      assertThat(estimate(panel, words, IntertemporalEffects.effect(3))).isEqualTo(90 - 270);
      assertThat(counts(panel, words).get(IntertemporalEffects.effect(1)).switchers()).isEqualTo(1);
    }
  }

  @Test
  void sameSwitchersHaveControlsForEveryEffect() {
    Panel panel =
        withHoles(new double[] {0, 1, 1}, new double[] {0, HOLE, 0}, new double[] {HOLE, 0, HOLE});
    Map<String, String> words = Map.of("effects", "2");
    assertThat(estimate(panel, words, IntertemporalEffects.effect(2))).isEqualTo(40 - 80);
    assertThat(counts(panel, and(words, "same_switchers", "true"))).isEmpty();
  }

  private static Panel onlyKind(Panel covariates, Panel plain) {
    double[][][] x = new double[plain.size()][plain.periods().length][];
    for (int i = 0; i < x.length; i++) {
      for (int t = 0; t < x[i].length; t++) {
        x[i][t] = new double[] {covariates.covariate(i, t, 1)};
      }
    }
    return plain.withCovariates(List.of("kind"), x);
  }

  private static List<Panel> split(Panel kinds, Panel plain, String trend) {
    Map<Object, List<Integer>> parts = new HashMap<>();
    for (int i = 0; i < plain.size(); i++) {
      Object part = trend.equals("cluster") ? plain.cluster(i) : kinds.covariate(i, 0, 0);
      parts.computeIfAbsent(part, k -> new ArrayList<>()).add(i);
    }
    assertThat(parts).hasSizeGreaterThan(1);
    return parts.values().stream()
        .map(units -> plain.units(units.stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }
}

package fi.lape.estimators;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.NotInferable;
import fi.lape.estimators.inference.RandomizationInference;
import fi.lape.estimators.inference.RefitInferences;
import fi.lape.estimators.inference.Refusal;
import fi.lape.estimators.panel.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any inference on any method: on a panel that has all they need every pair gives numbers, but for
 * those that the page of standard errors names.
 */
class EveryInferenceTest {
  private static final Path PAGE = Path.of("../docs/standard-errors.md");
  private static final Set<String> ROWS = Set.of("iid", "hetero", "cluster-period", "unit-period");
  private static final Set<Methods> KEEP_ROWS =
      EnumSet.of(Methods.ETWFE, Methods.SUN_ABRAHAM, Methods.TWO_WAY_FIXED_EFFECTS);
  private static final Map<String, String> DOSES =
      Map.of("base_period", "2012", "periods", "2014,2016");
  private static final String TABLE = "| inference | no number on |";

  /** 48 units in 12 clusters, 8 periods; in every cluster two units adopt and two never do. */
  private static Panel panel(boolean byCluster) {
    Random random = new Random(4);
    int[] periods = {2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017};
    int n = 48;
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][periods.length];
    double[][] levels = new double[n][periods.length];
    double[][] exposure = new double[n][periods.length];
    for (int i = 0; i < n; i++) {
      int k = i % 12;
      ids.add("U" + i);
      clusters.add("K%02d".formatted(k));
      boolean adopts = byCluster ? k < 7 : i < 24;
      cohorts[i] = !adopts ? Panel.NEVER : (byCluster ? k : i / 12) % 2 == 0 ? 2013 : 2015;
      weights[i] = 1;
      for (int t = 0; t < periods.length; t++) {
        boolean treated = cohorts[i] <= periods[t];
        y[i][t] = 40 + i + random.nextInt(12) - (treated ? 4 : 0);
        levels[i][t] = treated ? 1 : 0;
        exposure[i][t] = 300 + 10 * i;
      }
    }
    return new Panel(periods, ids, clusters, cohorts, weights, y)
        .withTreatment(levels)
        .withExposure(exposure);
  }

  private static Map<String, Double> dose() {
    Map<String, Double> dose = new TreeMap<>();
    for (int k = 0; k < 12; k++) {
      dose.put("K%02d".formatted(k), k * 5 % 12 / 3.0);
    }
    return dose;
  }

  private static PanelEstimator estimator(Methods method) {
    Map<String, String> settings =
        switch (method) {
          case DOSE_REGRESSION -> DOSES;
          case HETEROGENEOUS_ADOPTION,
              BACON_DECOMPOSITION,
              INTERTEMPORAL,
              POISSON_TWO_WAY,
              TWO_WAY_FIXED_EFFECTS ->
              Map.of();
          case ETWFE, ETWFE_POISSON, GROUP_TIME_ATT, IMPUTATION, SUN_ABRAHAM, TWO_STAGE ->
              Map.of("aggregate", "simple");
        };
    return method.estimator(settings, dose());
  }

  /** The last number: an average where the method has one. */
  private static Estimated last(PanelEstimator estimator, Panel panel) {
    List<Effect> effects = estimator.fit(panel).effects();
    return (Estimated) effects.get(effects.size() - 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Methods.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "HETEROGENEOUS_ADOPTION") // it states its own errors
  void aNumberForEveryPairButThoseThePageNames(Methods method) throws IOException {
    PanelEstimator estimator = estimator(method);
    Estimated estimated = last(estimator, panel(false));
    Map<String, InferenceResult> results = new TreeMap<>();
    for (String name : Inferences.names()) {
      results.put(name, Inferences.of(name).infer(estimated, 0.95));
    }
    for (String name : RefitInferences.names()) {
      boolean deals = name.equals("randomization");
      Map<String, String> few = deals ? Map.of("most_enumerated", "10", "draws", "99") : Map.of();
      Panel panel = panel(deals);
      EffectKey key = last(estimator, panel).key();
      results.put(
          name,
          deals && method == Methods.DOSE_REGRESSION
              ? ((RandomizationInference) RefitInferences.of(name, few))
                  .infer(d -> method.estimator(DOSES, d), dose(), 2013, panel, key, 0.9)
              : RefitInferences.of(name, few).infer(estimator, panel, key, 0.9));
    }
    Map<String, String> named = onPage(method.word());
    results.forEach(
        (name, result) -> {
          String what = name + " on " + method.word();
          boolean byRow = ROWS.contains(name);
          if (byRow) {
            boolean isThere =
                !(result instanceof NotInferable refused)
                    || refused.refusal() == Refusal.VARIANCE_NOT_POSITIVE;
            assertThat(isThere).as(what).isEqualTo(KEEP_ROWS.contains(method));
          } else if (result instanceof NotInferable refused) {
            assertThat(refused.refusal().name()).as(what).isEqualTo(named.get(name));
          } else {
            assertThat(((Inferred) result).pValue()).as(what).isBetween(0.0, 1.0);
            assertThat(named).as("named on the page").doesNotContainKey(name);
          }
        });
  }

  /** By inference, why it has no number on a method: rows {@code | name | REASON: method, … |}. */
  private static Map<String, String> onPage(String method) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    Map<String, String> named = new TreeMap<>();
    for (String line : lines.subList(lines.indexOf(TABLE) + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      String[] cells = line.split("\\|", -1);
      for (String reason : cells[2].split(";", -1)) {
        String[] parts = reason.split(":", -1);
        if (parts[1].contains("`" + method + "`") && !parts[1].contains("all but")) {
          for (String name : cells[1].split(",", -1)) {
            named.put(name.strip().replace("`", ""), parts[0].strip().replace("`", ""));
          }
        }
      }
    }
    return named;
  }

  @Test
  void theTableIsOnThePage() throws IOException {
    assertThat(Files.readAllLines(PAGE)).contains(TABLE);
    Set<Refusal> known = EnumSet.allOf(Refusal.class);
    for (Methods method : Methods.values()) {
      onPage(method.word()).values().forEach(r -> assertThat(known).contains(Refusal.valueOf(r)));
    }
  }
}

package fi.lape.estimators.counts;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.estimate.ClusterRegression.Parameters;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.Reference;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.SmallSample.Counted;
import fi.lape.estimators.inference.SmallSample.Dof;
import fi.lape.estimators.inference.UnitRobust;
import fi.lape.estimators.panel.Panel;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** fixest 0.14.2, etwfe 0.6.2 and a delta method by explicit cells, on counts with an exposure. */
class CountsGoldenTest {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;
  private static final double NUMERICAL_DERIVATIVE = 5e-6; // of marginaleffects, its errors only

  /** fixest: G/(G − 1) (n − 1)/(n − K), effects nested in the clusters not counted; normal. */
  private static final SmallSample FIXEST = new SmallSample(true, Counted.NOT_NESTED, Dof.NORMAL);

  private final Panel panel = GoldenCounts.panel();
  private final Map<String, CountFit> fits = new HashMap<>();

  private CountFit fit(String controls, AbsorbedEffects effects) {
    return fits.computeIfAbsent(
        controls + effects,
        k ->
            new EtwfePoisson(
                    CountSettings.DEFAULTS
                        .withEffects(effects)
                        .withControls(
                            controls.equals("never")
                                ? Controls.NEVER_TREATED
                                : Controls.NOT_YET_TREATED))
                .analyse(panel));
  }

  private static EffectKey key(String aggregation, String index, CountScale scale) {
    return scale.key(
        switch (aggregation) {
          case "cell" ->
              EffectKey.cell(
                  "att-gt",
                  Integer.parseInt(index.split("_", -1)[0]),
                  Integer.parseInt(index.split("_", -1)[1]));
          case "simple" -> EffectKey.of("att-simple");
          case "group" -> EffectKey.ofCohort("att-group", Integer.parseInt(index));
          case "calendar" -> EffectKey.ofPeriod("att-calendar", Integer.parseInt(index));
          case "event" -> EffectKey.ofEventTime("att-dynamic", Integer.parseInt(index));
          default -> throw new IllegalStateException(aggregation);
        });
  }

  /** Errors as fixest has them: iid is the inverse information, by unit and area its CR1. */
  private static double error(CountFit fit, Estimated effect, String vcov) {
    return switch (vcov) {
      case "iid" -> Math.sqrt(fit.errors().get(effect.key()).information());
      case "unit" ->
          ((Inferred) new UnitRobust(FIXEST).infer(effect, 0.95)).standardError().orElseThrow();
      case "area" -> ((Inferred) new Cr1(FIXEST).infer(effect, 0.95)).standardError().orElseThrow();
      default -> throw new IllegalStateException(vcov);
    };
  }

  @Test
  void etwfeAgreesWithTheDeltaMethodByExplicitCells() {
    Parity parity = new Parity("counts etwfe_own_delta");
    for (Map<String, String> row : GoldenTable.rows("counts/etwfe_own_delta.csv")) {
      CountFit fit =
          fit(
              row.get("model").endsWith("never") ? "never" : "notyet",
              row.get("model").startsWith("unit") ? AbsorbedEffects.UNIT : AbsorbedEffects.COHORT);
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      CountModel model = fit.model().orElseThrow();
      Parameters k = model.parameters();
      switch (row.get("quantity")) {
        case "n_obs" -> parity.compare(at, (double) k.observations(), expected, POINT);
        case "n_params" ->
            parity.compare(at, k.coefficients() + k.effectsNotNested(), expected, POINT);
        case "deviance" -> parity.compare(at, model.deviance(), expected, POINT);
        default -> {
          CountScale scale =
              switch (row.get("scale")) {
                case "log" -> CountScale.LOG;
                case "count" -> CountScale.COUNT;
                case "rate_per_1000" -> CountScale.RATE;
                case "relative" -> CountScale.RELATIVE;
                default -> throw new IllegalStateException(row.get("scale"));
              };
          Estimated effect =
              (Estimated)
                  fit.fit()
                      .effect(key(row.get("aggregation"), row.get("index"), scale))
                      .orElseThrow();
          if (row.get("quantity").equals("estimate")) {
            parity.compare(at, effect.estimate(), expected, POINT);
          } else {
            parity.compare(at, error(fit, effect, row.get("vcov")), expected, ERROR);
          }
        }
      }
    }
    parity.summary(1812);
  }

  @Test
  void etwfeAgreesWithThePackage() {
    Parity points = new Parity("counts etwfe_package, points");
    Parity errors = new Parity("counts etwfe_package, errors");
    int references = 0;
    for (Map<String, String> row : GoldenTable.rows("counts/etwfe_package.csv")) {
      CountFit fit = fit(row.get("cgroup"), AbsorbedEffects.COHORT); // feo absorbs cohorts too
      CountScale scale = row.get("scale").equals("link") ? CountScale.LOG : CountScale.COUNT;
      EffectKey key = key(row.get("aggregation"), row.get("index"), scale);
      String at = row.values().toString();
      if (row.get("aggregation").equals("event") && row.get("index").equals("-1")) {
        references++; // 0 without an error there; no event time here
        assertThat(fit.fit().effect(key)).isEmpty();
        assertThat(row.get("value")).isIn("0", "NA");
      } else if (row.get("quantity").equals("estimate")) {
        Estimated effect = (Estimated) fit.fit().effect(key).orElseThrow();
        points.compare(at, effect.estimate(), Double.parseDouble(row.get("value")), POINT);
      } else {
        Estimated effect = (Estimated) fit.fit().effect(key).orElseThrow();
        double expected = Double.parseDouble(row.get("value"));
        errors.compare(at, error(fit, effect, row.get("vcov")), expected, NUMERICAL_DERIVATIVE);
      }
    }
    points.summary(156);
    errors.summary(120);
    assertThat(references).isEqualTo(4);
  }

  @Test
  void cellsWithUnitEffectsAgreeWithFixest() {
    Parity parity = new Parity("counts fepois_cells");
    CountFit fit = fit("notyet", AbsorbedEffects.UNIT);
    for (Map<String, String> row : GoldenTable.rows("counts/fepois_cells.csv")) {
      Estimated effect =
          (Estimated) fit.fit().effect(key("cell", row.get("cell"), CountScale.LOG)).orElseThrow();
      if (row.get("vcov").startsWith("area+year") && row.get("quantity").equals("std_error")) {
        continue; // the matrix of 15 cells is not positive definite there, and fixest clips it
      }
      compare(parity, row, fit, effect);
    }
    parity.summary(165);
  }

  @Test
  void twoWayFixedEffectsAgreeWithFixest() {
    Parity parity = new Parity("counts twfe");
    CountFit fit = new PoissonTwoWay(CountSettings.twoWay(Map.of())).analyse(panel);
    CountModel model = fit.model().orElseThrow();
    Estimated effect = (Estimated) fit.fit().effect(EffectKey.of("twfe-log")).orElseThrow();
    for (Map<String, String> row : GoldenTable.rows("counts/twfe.csv")) {
      double expected = Double.parseDouble(row.get("value"));
      String at = row.values().toString();
      switch (row.get("quantity")) {
        case "n_obs" ->
            parity.compare(at, (double) effect.sample().observations(), expected, POINT);
        case "n_obs_dropped" -> parity.compare(at, (double) model.rowsSeparated(), expected, POINT);
        case "deviance" -> parity.compare(at, model.deviance(), expected, POINT);
        case "loglik" -> parity.compare(at, model.logLikelihood(), expected, POINT);
        case "pearson_chi2" -> parity.compare(at, model.pearson(), expected, POINT);
        case "n_units_dropped" ->
            parity.compare(at, (double) effect.sample().unitsLeftOut(), expected, POINT);
        case "dropped" ->
            parity.compare(
                at, model.unitsWithoutEvents().contains(row.get("vcov")) ? 1 : 0, expected, POINT);
        default -> compare(parity, row, fit, effect);
      }
    }
    parity.summary(33);
    assertThat(model.unitsWithoutEvents()).hasSize(3);
  }

  /** The factors of fixest: for iid, hetero and two-way K counts what it says in its manual. */
  private static void compare(
      Parity parity, Map<String, String> row, CountFit fit, Estimated effect) {
    CountErrors errors = fit.errors().get(effect.key());
    Parameters k = effect.parameters();
    double n = k.observations();
    double left = n - k.coefficients() - k.effects();
    double cluster = effect.influence().clusterCovariance(effect.influence());
    double unit = effect.influence().unitCovariance(effect.influence());
    double units = effect.sample().units();
    double areas = effect.clusters().size();
    double periods = errors.rows().periods();
    double fewest = periods / (periods - 1);
    double factor = (n - 1) / (n - k.coefficients() - k.effectsNotNested());
    double variance =
        switch (row.get("vcov")) {
          case "iid" -> (n - 1) / left * errors.information();
          case "hetero" -> n / left * errors.rows().scoreSquares();
          case "area (no adjustment)" -> cluster;
          case "area (K.fixef=nonnested G.adj=T)" -> areas / (areas - 1) * factor * cluster;
          case "unit (K.fixef=nonnested G.adj=T)" -> units / (units - 1) * factor * unit;
          case "area+year (default)" ->
              (n - 1)
                  / (n - k.coefficients() - 1)
                  * fewest
                  * (cluster
                      + errors.rows().periodSquares()
                      - errors.rows().clusterPeriodSquares());
          default -> throw new IllegalStateException(row.get("vcov"));
        };
    double z = effect.estimate() / Math.sqrt(variance);
    double expected = Double.parseDouble(row.get("value"));
    String at = row.values().toString();
    switch (row.get("quantity")) {
      case "estimate" -> parity.compare(at, effect.estimate(), expected, POINT);
      case "std_error" -> parity.compare(at, Math.sqrt(variance), expected, ERROR);
      case "z_stat" -> parity.compare(at, z, expected, ERROR);
      case "p_value" ->
          // the tail is far out: held relative to itself
          parity.compare(
              at, new Reference(OptionalDouble.empty()).twoSidedP(z) / expected, 1, ERROR);
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }

  @Test
  void referencePeriodsAreSaidToBeReferences() {
    assertThat(
            fit("never", AbsorbedEffects.COHORT)
                .fit()
                .effect(CountScale.COUNT.key(EffectKey.cell("att-gt", 2017, 2016))))
        .contains(
            new NotEstimable(
                CountScale.COUNT.key(EffectKey.cell("att-gt", 2017, 2016)),
                Reason.REFERENCE_PERIOD));
  }

  @Test
  void countsThatVaryMoreThanPoissonCountsAreOverdispersed() {
    CountModel model = fit("notyet", AbsorbedEffects.UNIT).model().orElseThrow();
    assertThat(model.overdispersion().orElseThrow()).isBetween(3.0, 4.0); // gamma(12) mixture
  }
}

package fi.lape.estimators.diagnostics;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.linalg.SymmetricInverse;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/**
 * What a test for pre-trends could have found, and what having passed it does to the effects.
 *
 * <p>The test rejects if any estimate before adoption is significant on its own. Under a trend δ_t
 * = γ·(t − reference) the estimates are normal around δ with covariance Σ, so
 *
 * <pre>
 *   power(γ)         = 1 − P(|β̂_t| ≤ z_{1−α/2} σ_t for all t before adoption),
 *   E[β̂_post|passed] = δ_post + Σ_{post,pre} Σ_pre⁻¹ (E[β̂_pre|passed] − δ_pre).
 * </pre>
 *
 * <p><b>Assumes</b> normal estimates with a known covariance. <b>Units:</b> slopes in the outcome's
 * unit per period. <b>Cost:</b> up to four periods before adoption milliseconds, and powers exact
 * to 1e-9; above, up to a few seconds and 1e-4. Nothing is random.
 *
 * @see <a href="https://doi.org/10.1257/aeri.20210236">Roth (2022)</a>
 */
public final class PreTrendPower {
  /** The word of the diagnostic. */
  public static final String NAME = "pretrends";

  static final List<String> SETTINGS = List.of("level", "power");

  private final double level;
  private final List<Double> powers;

  /** Tests at 5 %, asked for slopes found with 50 % and with 80 % power. */
  public PreTrendPower() {
    this(0.95, List.of(0.5, 0.8));
  }

  /**
   * @param level 1 − α of the test of each estimate
   * @param powers asked for, each above 0 and below 1
   * @throws fi.lape.estimators.error.EvaluationException {@code SETTING_OUT_OF_RANGE}
   */
  public PreTrendPower(double level, List<Double> powers) {
    requireShare("level", level);
    powers.forEach(power -> requireShare("power", power));
    this.level = level;
    this.powers = List.copyOf(powers);
  }

  /** Reads settings in words: {@code level}, and {@code power} as numbers separated by commas. */
  static PreTrendPower of(Map<String, String> settings) {
    SettingWords words = new SettingWords(NAME, settings, SETTINGS);
    PreTrendPower defaults = new PreTrendPower();
    List<Double> powers = NumberWords.list(words, "power");
    return new PreTrendPower(
        NumberWords.one(words, "level").orElse(defaults.level),
        powers.isEmpty() ? defaults.powers : powers);
  }

  double level() {
    return level;
  }

  private static void requireShare(String setting, double share) {
    if (!(share > 0 && share < 1)) {
      throw EvaluationErrors.settingOutOfRange(setting, share, "above 0 and below 1");
    }
  }

  /**
   * Returns the probability that the test rejects under a trend.
   *
   * @param slope in the outcome's unit per period
   */
  public double power(EventStudy study, double slope) {
    study.requirePre(NAME, 1);
    return 1 - passed(study, trend(study, slope)).probability();
  }

  /**
   * Returns, for each power asked for, the slope found with it.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code TOO_FEW_PRE_PERIODS}
   */
  public List<SlopeForPower> slopes(EventStudy study) {
    study.requirePre(NAME, 1);
    double size = power(study, 0);
    List<SlopeForPower> slopes = new ArrayList<>();
    for (double power : powers) {
      slopes.add(
          power <= size
              ? new SlopeForPower.AlreadyAtNoTrend(power, size)
              : new SlopeForPower.Detectable(power, solve(study, power), size));
    }
    return List.copyOf(slopes);
  }

  private double solve(EventStudy study, double power) {
    double unit = Double.POSITIVE_INFINITY;
    for (int i = 0; i < study.pre(); i++) {
      unit = Math.min(unit, Math.sqrt(study.covariance(i, i)) / distance(study, i));
    }
    double high = unit;
    while (power(study, high) < power) {
      high *= 2;
    }
    // Slopes in units of the smallest error per period: of the order of 1 whatever the outcome.
    double scale = unit;
    return scale
        * new BracketingNthOrderBrentSolver(1e-13, 1e-12, 1e-14, 5)
            .solve(200, g -> power(study, g * scale) - power, 0, high / scale);
  }

  private static double distance(EventStudy study, int i) {
    return study.reference() - (double) study.time(i);
  }

  /**
   * Returns what a trend of this slope would do: to the test, and to the estimates of those who
   * passed it.
   *
   * @param slope in the outcome's unit per period
   */
  public TrendConsequences under(EventStudy study, double slope) {
    study.requirePre(NAME, 1);
    double[] trend = trend(study, slope);
    NormalRectangle passed = passed(study, trend);
    double[] pull = passed.pull();
    List<TrendConsequences.AtEventTime> path = new ArrayList<>();
    for (int i = 0; i < study.size(); i++) {
      double mean = trend[i];
      for (int j = 0; j < pull.length; j++) {
        mean += study.covariance(i, j) * pull[j];
      }
      path.add(new TrendConsequences.AtEventTime(study.time(i), trend[i], mean));
    }
    int pre = study.pre();
    double[] seen = new double[pre];
    double[] gap = new double[pre];
    for (int i = 0; i < pre; i++) {
      seen[i] = study.estimate(i);
      gap[i] = seen[i] - trend[i];
    }
    double[][] covariance = study.covariance(pre);
    double inside = passed.probability();
    return new TrendConsequences(
        slope, 1 - inside, inside / (1 - power(study, 0)), likelihood(covariance, gap, seen), path);
  }

  /** exp of half the difference of the quadratic forms; the determinants cancel. */
  private static double likelihood(double[][] covariance, double[] gap, double[] seen) {
    double[][] inverse = SymmetricInverse.of(covariance).orElseThrow();
    double trend = SymmetricInverse.dot(gap, SymmetricInverse.times(inverse, gap));
    double none = SymmetricInverse.dot(seen, SymmetricInverse.times(inverse, seen));
    return Math.exp((none - trend) / 2);
  }

  private static double[] trend(EventStudy study, double slope) {
    double[] trend = new double[study.size()];
    for (int i = 0; i < trend.length; i++) {
      trend[i] = -slope * distance(study, i);
    }
    return trend;
  }

  /** The estimates before adoption less their trend, none of them significant. */
  private NormalRectangle passed(EventStudy study, double[] trend) {
    double z = NormalTail.quantile(1 - (1 - level) / 2);
    int pre = study.pre();
    double[] low = new double[pre];
    double[] high = new double[pre];
    for (int i = 0; i < pre; i++) {
      double bound = z * Math.sqrt(study.covariance(i, i));
      low[i] = -bound - trend[i];
      high[i] = bound - trend[i];
    }
    return new NormalRectangle(study.covariance(pre), low, high);
  }
}

package fi.lape.estimators.had;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * {@link HeterogeneousAdoption} as a method among others: one number a period, each with the
 * interval the method itself states.
 */
public final class HadEstimator implements PanelEstimator {
  /** The only estimand, by period and by horizon; horizons below 0 are placebos. */
  public static final String ESTIMAND = "was";

  /** The word of the inference that comes with the method. */
  public static final String INFERENCE = "bias-corrected";

  private static final String START = "start";

  private final HadSettings settings;
  private final OptionalInt start;

  /**
   * @param start first treated period where the panel's treatment is a dose that does not change;
   *     empty where it is 0 before the start
   */
  public HadEstimator(HadSettings settings, OptionalInt start) {
    this.settings = requireNonNull(settings, "settings is null");
    this.start = requireNonNull(start, "start is null");
  }

  /**
   * Reads the settings of {@link HadSettings} and {@code start}.
   *
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static HadEstimator of(Map<String, String> settings) {
    Map<String, String> others = new TreeMap<>(settings);
    String start = others.remove(START);
    try {
      return new HadEstimator(
          HadSettings.of(others),
          start == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(start.strip())));
    } catch (NumberFormatException notANumber) {
      throw EvaluationErrors.settingOutOfRange(START, "'" + start + "'", "a period");
    }
  }

  @Override
  public String method() {
    return HeterogeneousAdoption.METHOD;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link HeterogeneousAdoption#fit}
   */
  @Override
  public Fit fit(Panel panel) {
    return new Fit(effects(analyse(panel), panel));
  }

  /**
   * Returns all that the method says, with its tests.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link HeterogeneousAdoption#fit}
   */
  public HadFit analyse(Panel panel) {
    return new HeterogeneousAdoption(settings).fit(started(panel));
  }

  /**
   * Returns what every unit does to the estimate of a period.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link HeterogeneousAdoption#leverage}
   */
  public List<DoseLeverage> leverage(Panel panel, int period) {
    return new HeterogeneousAdoption(settings).leverage(started(panel), period);
  }

  /** Doses are 0 before the start, if the settings name one. */
  private Panel started(Panel panel) {
    if (start.isEmpty() || !panel.hasTreatment()) {
      return panel;
    }
    int[] periods = panel.periods();
    double[][] levels = new double[panel.size()][periods.length];
    for (int i = 0; i < levels.length; i++) {
      for (int t = 0; t < periods.length; t++) {
        levels[i][t] =
            panel.observed(i, t) && periods[t] >= start.getAsInt() ? panel.treatment(i, t) : 0;
      }
    }
    return panel.withTreatment(levels);
  }

  private static List<Effect> effects(HadFit fit, Panel panel) {
    List<Effect> effects = new ArrayList<>();
    for (PeriodWas period : fit.periods()) {
      EffectKey key =
          new EffectKey(
              ESTIMAND,
              OptionalInt.empty(),
              OptionalInt.of(period.period()),
              // an event time of 0 is the first treated period, as with adoption
              OptionalInt.of(period.isPlacebo() ? period.horizon() : period.horizon() - 1));
      if (period instanceof PeriodWas.Estimated estimated) {
        effects.add(stated(key, estimated.was(), panel));
      } else if (period instanceof PeriodWas.Refused refused) {
        effects.add(
            new NotEstimable(
                key,
                refused.code().equals("BANDWIDTH_NOT_DETERMINED")
                    ? Reason.BANDWIDTH_NOT_DETERMINED
                    : Reason.TOO_FEW_DIFFERENT_DOSES));
      }
    }
    return effects;
  }

  private static Stated stated(EffectKey key, WasEstimate was, Panel panel) {
    double z = Math.abs(was.correctedEstimate() / was.robustError());
    return new Stated(
        key,
        was.estimate(),
        was.robustError(),
        was.low(),
        was.high(),
        2 * new NormalDistribution().cumulativeProbability(-z),
        INFERENCE,
        panel.size(),
        2L * panel.size()); // the period and the one before the start
  }
}

package fi.lape.estimators.diagnostics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals for an effect that allow trends not to be parallel, and how far from parallel they may
 * be before the effect is in doubt.
 *
 * <p>The estimates are β̂ ~ N(β, Σ) with β_pre = δ_pre and β_post = τ + δ_post; δ lies in a set Δ
 * given by a {@link Restriction} and its bound. The interval for l'τ covers with probability 1 − α
 * whatever δ in Δ.
 *
 * <p><b>Assumes</b> no effect before adoption (no anticipation), normal estimates, a known Σ.
 * <b>Units:</b> effects and the bound of {@link Restriction.Kind#SMOOTHNESS} in the outcome's unit;
 * the other bounds are ratios. <b>Cost:</b> {@link HonestMethod#FLCI} milliseconds; the others a
 * tenth of a second to seconds a bound. Deterministic: only least-favourable critical values are
 * simulated, from a seed.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdad018">Rambachan and Roth (2023)</a>
 */
public final class HonestDid {
  /** The word of the diagnostic. */
  public static final String NAME = "honest-did";

  private static final List<Double> USUAL_RATIOS = List.of(0.5, 1.0, 1.5, 2.0);
  private static final int LARGEST_BREAKDOWN = 128;
  private static final double BREAKDOWN_PRECISION = 1e-3;

  private final HonestSettings settings;

  public HonestDid(HonestSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /**
   * Returns the intervals and the breakdown value.
   *
   * <p>Without bounds in the settings they are 0.5, 1, 1.5 and 2 where they are ratios; under
   * smoothness 0, ½ and 1 times the largest change of slope seen up to the reference period, or,
   * with one estimate before it, times its standard error.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code TOO_FEW_PRE_PERIODS}, {@code
   *     NO_POST_PERIODS}, {@code EVENT_TIMES_NOT_CONSECUTIVE}, or {@code SETTING_OUT_OF_RANGE} if
   *     weights do not fit the study
   */
  public HonestResult of(EventStudy study) {
    study.requirePre(NAME, settings.restriction().preNeeded());
    study.requirePost(NAME);
    study.requireConsecutive();
    List<Double> weights = settings.target().weights(study.post());
    HonestSearch search = new HonestSearch(study, settings, weights);
    List<HonestInterval> intervals = new ArrayList<>();
    for (double bound : settings.bounds().isEmpty() ? usual(study) : settings.bounds()) {
      intervals.add(search.at(bound));
    }
    double half = NormalTail.quantile(1 - (1 - settings.level()) / 2) * search.error();
    return new HonestResult(
        settings.methodUsed(),
        weights,
        search.estimate(),
        search.error(),
        new Interval(search.estimate() - half, search.estimate() + half),
        intervals,
        breakdown(search));
  }

  private List<Double> usual(EventStudy study) {
    if (settings.restriction().kind() != Restriction.Kind.SMOOTHNESS) {
      return USUAL_RATIOS;
    }
    int pre = study.pre();
    double largest = Math.sqrt(study.covariance(0, 0));
    for (int i = 0; i + 1 < pre; i++) {
      double next = i + 2 < pre ? study.estimate(i + 2) : 0;
      double change = Math.abs(study.estimate(i) - 2 * study.estimate(i + 1) + next);
      largest = i == 0 ? change : Math.max(largest, change);
    }
    return largest > 0 ? List.of(0.0, largest / 2, largest) : List.of(0.0);
  }

  private Breakdown breakdown(HonestSearch search) {
    // Bounds in the outcome's unit are looked for in standard errors.
    double unit = settings.restriction().kind() == Restriction.Kind.SMOOTHNESS ? search.error() : 1;
    if (holdsZero(search, 0)) {
      return new Breakdown.Insignificant();
    }
    double outside = 0;
    double inside = unit;
    while (!holdsZero(search, inside)) {
      outside = inside;
      inside *= 2;
      if (inside > LARGEST_BREAKDOWN * unit) {
        return new Breakdown.Unbounded(outside);
      }
    }
    while (inside - outside > BREAKDOWN_PRECISION * unit) {
      double middle = (inside + outside) / 2;
      if (holdsZero(search, middle)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return new Breakdown.At(outside);
  }

  private static boolean holdsZero(HonestSearch search, double bound) {
    return search.confidence(bound).filter(interval -> interval.contains(0)).isPresent();
  }
}

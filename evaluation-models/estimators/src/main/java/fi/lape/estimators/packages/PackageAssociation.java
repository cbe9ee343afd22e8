package fi.lape.estimators.packages;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.ProfileRegression;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the change of areas goes together with a package they chose: one observation an area.
 *
 * <p>With ȳ_kt the mean outcome of area (cluster) k, D_kj whether it chose package j and ω_k its
 * weight,
 *
 * <pre>
 *   Δ_k = mean of ȳ_kt after − mean of ȳ_kt before = α + Σ_j β_j D_kj + ε_kt,
 *   β_j = Σ ω_k r_kj Δ_k / S_j,   S_j = Σ ω_k r_kj D_kj,   ψ_k = K · ω_k r_kj ε_k / S_j,
 * </pre>
 *
 * <p>r_j the residual of D_j on a constant and the other packages (Frisch, Waugh and Lovell). With
 * one package β is the difference of mean changes between those who chose it and those who did not
 * ({@code package-contrast}); with several it is their regression ({@code several-treatments}),
 * whose coefficients also hold other packages' effects: see {@link ContaminationWeights}.
 *
 * <p>The number is an {@code association}: areas chose their packages, and what made them choose
 * may have changed their outcomes. {@code association-by-period} is the change to one period; a
 * period among those before is set against the others of them, and should be zero.
 *
 * <p><b>Units:</b> the outcome's unit. ψ and the sample count areas. <b>Cost:</b> O(areas ×
 * packages²) a number; deterministic.
 *
 * @see <a href="https://arxiv.org/abs/2106.05024">Goldsmith-Pinkham, Hull and Kolesár</a>; <a
 *     href="https://arxiv.org/abs/2012.10077">de Chaisemartin and D'Haultfœuille</a>
 */
public final class PackageAssociation implements Estimator {
  /** The word for one package. */
  public static final String CONTRAST = "package-contrast";

  /** The word for several packages at once. */
  public static final String SEVERAL = "several-treatments";

  /** The estimand: with the mean change after. */
  public static final String ASSOCIATION = "association";

  /** The estimand of one period; of one before, a placebo. */
  public static final String BY_PERIOD = "association-by-period";

  private final ChangeSettings settings;
  private final AreaChoices choices;
  private final String asked;

  /**
   * @param asked the package the numbers are about; the others are held fixed
   * @throws fi.lape.estimators.error.EvaluationException {@code PACKAGE_UNKNOWN}
   */
  public PackageAssociation(ChangeSettings settings, AreaChoices choices, String asked) {
    this.settings = requireNonNull(settings, "settings is null");
    this.choices = requireNonNull(choices, "choices is null");
    this.asked = requireNonNull(asked, "asked is null");
    choices.place(asked);
  }

  @Override
  public String method() {
    return choices.packages().size() == 1 ? CONTRAST : SEVERAL;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException if an area's choice is not known or a
   *     period is not in the panel
   */
  @Override
  public Fit fit(PanelMoments moments) {
    ChoiceDesign design = design(moments);
    int[] before = indexes(moments, settings.before());
    int[] after = indexes(moments, settings.after());
    List<Effect> effects = new ArrayList<>();
    effects.add(effect(design, EffectKey.of(ASSOCIATION), after, before));
    for (int t = 0; t < moments.periods().length; t++) {
      EffectKey key = EffectKey.ofPeriod(BY_PERIOD, moments.periods()[t]);
      int period = t;
      int[] others = Arrays.stream(before).filter(b -> b != period).toArray();
      if (others.length > 0) {
        effects.add(effect(design, key, new int[] {t}, others));
      }
    }
    return new Fit(effects);
  }

  private Effect effect(ChoiceDesign design, EffectKey key, int[] after, int[] before) {
    Optional<Reason> refusal = design.refusal();
    return refusal.isPresent()
        ? new NotEstimable(key, refusal.get())
        : design.estimated(key, after, before);
  }

  /**
   * Returns the regression of the mean change after, to be dealt out again; empty where it is
   * refused.
   */
  public Optional<ProfileRegression> regression(PanelMoments moments) {
    ChoiceDesign design = design(moments);
    return design.refusal().isPresent()
        ? Optional.empty()
        : Optional.of(
            design.profiles(
                indexes(moments, settings.after()), indexes(moments, settings.before())));
  }

  /**
   * Returns what the coefficient is made of, or empty where it is refused.
   *
   * @param all choices that may have effects: those of the regression, or more
   */
  public Optional<ContaminationWeights> weights(PanelMoments moments, AreaChoices all) {
    ChoiceDesign design = design(moments);
    return design.refusal().isPresent()
        ? Optional.empty()
        : Optional.of(
            new ContaminationWeights(asked, moments.clusters(), design.areaWeights(), all));
  }

  private ChoiceDesign design(PanelMoments moments) {
    boolean weighted = settings.weights() == RegressionWeights.PANEL;
    return new ChoiceDesign(
        moments.clustersAsUnits(weighted), choices.of(moments.clusters()), choices.place(asked));
  }

  private static int[] indexes(PanelMoments moments, List<Integer> periods) {
    int[] indexes = new int[periods.size()];
    for (int j = 0; j < indexes.length; j++) {
      indexes[j] = Arrays.binarySearch(moments.periods(), periods.get(j));
      if (indexes[j] < 0) {
        throw EvaluationErrors.periodUnknown(
            "before and after", periods.get(j), Arrays.toString(moments.periods()));
      }
    }
    return indexes;
  }
}

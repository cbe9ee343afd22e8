package fi.lape.jobs.gold;

import fi.lape.estimators.areas.AreaEffects;
import fi.lape.estimators.counts.CountScale;
import fi.lape.estimators.counts.EtwfePoisson;
import fi.lape.estimators.counts.PoissonTwoWay;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.had.HadEstimator;
import fi.lape.estimators.had.HeterogeneousAdoption;
import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.estimators.segmented.SegmentedRegression;

/** The words of the columns {@code method} and {@code estimand} that other stages look for. */
public final class Estimands {
  /** The one number that answers an analysis of an adoption. */
  public static final String HEADLINE_OF_ADOPTION = "att-simple";

  /** The one number that answers an analysis of a dose. */
  public static final String HEADLINE_OF_DOSE = DoseRegression.OVERALL;

  /** Mean over the years from the start of a dose, per unit of dose. */
  public static final String HEADLINE_OF_UNIT_DOSE = HadEstimator.ESTIMAND + "-overall";

  /** Effect by years since adoption; before it, a placebo. */
  public static final String EVENT_TIME = "att-dynamic";

  private Estimands() {}

  /** The one number by which a method answers, in the outcome's unit. */
  public static String headline(String method) {
    return switch (method) {
      case DoseRegression.METHOD -> HEADLINE_OF_DOSE;
      case HeterogeneousAdoption.METHOD -> HEADLINE_OF_UNIT_DOSE;
      case EtwfePoisson.METHOD -> rate(HEADLINE_OF_ADOPTION);
      case PoissonTwoWay.METHOD -> rate(PoissonTwoWay.ESTIMAND);
      case TwoWayFixedEffects.METHOD -> TwoWayFixedEffects.ESTIMAND;
      case PackageAssociation.CONTRAST, PackageAssociation.SEVERAL ->
          PackageAssociation.ASSOCIATION;
      case AreaEffects.METHOD -> mean(AreaEffects.EFFECT);
      case SegmentedRegression.METHOD -> mean(SegmentedRegression.LEVEL);
      default -> HEADLINE_OF_ADOPTION; // what the methods of staggered adoption share
    };
  }

  /** The mean over areas of a number that every area has. */
  public static String mean(String ofArea) {
    return ofArea + "-mean";
  }

  /** Whether a method only describes: areas chose, or nothing is compared with. */
  public static boolean describesOnly(String method) {
    return switch (method) {
      case PackageAssociation.CONTRAST, PackageAssociation.SEVERAL, SegmentedRegression.METHOD ->
          true;
      default -> false;
    };
  }

  private static String rate(String estimand) {
    return CountScale.RATE.key(EffectKey.of(estimand)).estimand();
  }

  /**
   * Whether a number answers its analysis with an effect, and is not a part or a check of the
   * answer. What only describes has no headline.
   */
  public static boolean isHeadline(String method, String estimand) {
    return !describesOnly(method) && estimand.equals(headline(method));
  }
}

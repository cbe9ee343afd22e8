package fi.lape.estimators;

import fi.lape.estimators.counts.CountSettings;
import fi.lape.estimators.counts.EtwfePoisson;
import fi.lape.estimators.counts.PoissonTwoWay;
import fi.lape.estimators.did.CohortRegressionSettings;
import fi.lape.estimators.did.Etwfe;
import fi.lape.estimators.did.GoodmanBacon;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.Imputation;
import fi.lape.estimators.did.ImputationSettings;
import fi.lape.estimators.did.SunAbraham;
import fi.lape.estimators.did.TwoStage;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.had.HadEstimator;
import fi.lape.estimators.had.HeterogeneousAdoption;
import fi.lape.estimators.intertemporal.IntertemporalEffects;
import fi.lape.estimators.intertemporal.IntertemporalSettings;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods there are; the only list of them, one entry a method. */
public enum Methods {
  BACON_DECOMPOSITION(
      GoodmanBacon.METHOD,
      Needs.ADOPTION,
      "the differences in differences that one two-way fixed effects coefficient is made of",
      "nobody treated; treatment explained by unit and period; covariates; holes",
      (s, d) -> GoodmanBacon.of(s)),
  DOSE_REGRESSION(
      DoseRegression.METHOD,
      Needs.DOSE,
      "change since a base period, regressed on the dose of the cluster",
      "fewer than three clusters; equal doses; no base period",
      (s, d) -> new DoseRegression(DoseSettings.of(s), d)),
  ETWFE(
      Etwfe.METHOD,
      Needs.ADOPTION,
      "one regression with a coefficient for every treated cohort and period, and averages of them",
      "no control units; treated throughout; covariates that change",
      (s, d) -> new Etwfe(CohortRegressionSettings.etwfe(s))),
  ETWFE_POISSON(
      EtwfePoisson.METHOD,
      Needs.ADOPTION_AND_EXPOSURE,
      "the same for counts with an exposure: effects on counts, rates per 1 000 and relative ones",
      "no exposure; counts below 0; covariates; no control units; treated throughout; no events on"
          + " one side of the comparison",
      (s, d) -> new EtwfePoisson(CountSettings.etwfe(s))),
  GROUP_TIME_ATT(
      GroupTimeAtt.METHOD,
      Needs.ADOPTION,
      "effect on each cohort in each period against those not treated, and its averages",
      "no control units; no period before adoption; treated throughout; with covariates: no overlap,"
          + " singular covariates, small groups; holes unless 'unbalanced' says what to do",
      (s, d) -> new GroupTimeAtt(GroupTimeSettings.of(s))),
  HETEROGENEOUS_ADOPTION(
      HeterogeneousAdoption.METHOD,
      Needs.UNIT_DOSE,
      "change per unit of dose where everybody got one at once and some next to nothing, with"
          + " intervals of its own",
      "fewer than 21 units near dose zero; untreated units; doses of clusters; equal doses; covariates;"
          + " holes",
      (s, d) -> HadEstimator.of(s)),
  IMPUTATION(
      Imputation.METHOD,
      Needs.ADOPTION,
      "what treated outcomes exceed those imputed from untreated observations by, and its averages",
      "no control units; treated throughout; treated units never seen untreated",
      (s, d) -> new Imputation(ImputationSettings.imputation(s))),
  INTERTEMPORAL(
      IntertemporalEffects.METHOD,
      Needs.TREATMENT,
      "effects of a treatment of any levels that may rise and fall, by periods since it first changed",
      "no switcher that far; nobody of the same first treatment left to compare with; collinear"
          + " covariates",
      (s, d) -> new IntertemporalEffects(IntertemporalSettings.of(s))),
  POISSON_TWO_WAY(
      PoissonTwoWay.METHOD,
      Needs.ADOPTION_AND_EXPOSURE,
      "one coefficient for counts with an exposure, under unit and period effects; effects on counts,"
          + " rates per 1 000 and relative ones",
      "no exposure; counts below 0; covariates; nobody treated; treatment explained by unit and"
          + " period; no events on one side of the comparison",
      (s, d) -> new PoissonTwoWay(CountSettings.twoWay(s))),
  SUN_ABRAHAM(
      SunAbraham.METHOD,
      Needs.ADOPTION,
      "event study by cohort against the never treated, averaged by event time",
      "no control units; treated throughout; the period before adoption not observed",
      (s, d) -> new SunAbraham(CohortRegressionSettings.sunAbraham(s))),
  TWO_WAY_FIXED_EFFECTS(
      TwoWayFixedEffects.METHOD,
      Needs.ADOPTION_OR_TREATMENT,
      "one coefficient, or one an event time, under unit and period effects; with staggered"
          + " adoption a weighted sum with possibly negative weights",
      "nobody treated; treatment explained by unit and period",
      (s, d) -> TwoWayFixedEffects.of(s)),
  TWO_STAGE(
      TwoStage.METHOD,
      Needs.ADOPTION,
      "the effects of imputation as two regressions, with the errors of both",
      "no control units; treated throughout; treated units never seen untreated",
      (s, d) -> new TwoStage(ImputationSettings.twoStage(s)));

  /** What a method must be told about treatment. */
  public enum Needs {
    /** The first treated period of a unit; treatment stays. */
    ADOPTION,
    /** A level of treatment in every period; it may rise and fall. */
    TREATMENT,
    /** One of the two. */
    ADOPTION_OR_TREATMENT,
    /** The first treated period, and what an outcome that counts is counted among. */
    ADOPTION_AND_EXPOSURE,
    /** One dose a cluster, from a common start. */
    DOSE,
    /** One dose a unit, from a common start. */
    UNIT_DOSE
  }

  private final String word;
  private final Needs needs;
  private final String summary;
  private final String refuses;

  @SuppressWarnings("ImmutableEnumChecker") // the makers capture nothing
  private final Maker maker;

  /** Makes a method from the words of a plan. */
  @FunctionalInterface
  private interface Maker {
    PanelEstimator make(Map<String, String> settings, Map<String, Double> dose);
  }

  Methods(String word, Needs needs, String summary, String refuses, Maker maker) {
    this.word = word;
    this.needs = needs;
    this.summary = summary;
    this.refuses = refuses;
    this.maker = maker;
  }

  /** Returns the word of the method in study plans and results. */
  public String word() {
    return word;
  }

  /** Returns what it must be told about treatment. */
  public Needs needs() {
    return needs;
  }

  /** Returns in a line what it estimates. */
  public String summary() {
    return summary;
  }

  /** Returns in a line when it refuses. */
  public String refuses() {
    return refuses;
  }

  /**
   * Returns the method of this word.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code METHOD_UNKNOWN}
   */
  public static Methods of(String word) {
    List<String> known = new ArrayList<>();
    for (Methods method : values()) {
      if (method.word.equals(word)) {
        return method;
      }
      known.add(method.word);
    }
    throw EvaluationErrors.methodUnknown(word, known);
  }

  /**
   * Returns the method with its settings; an {@link fi.lape.estimators.estimate.Estimator} if the
   * moments of a panel are enough for it.
   *
   * @param settings in the words of {@link SettingWords}; settings left out have their defaults
   * @param dose by cluster; empty for methods without a dose
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public PanelEstimator estimator(Map<String, String> settings, Map<String, Double> dose) {
    return maker.make(settings, dose);
  }
}

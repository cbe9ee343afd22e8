package fi.lape.estimators.had;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import fi.lape.estimators.had.LinearityTest.Null;
import fi.lape.estimators.had.LinearityTest.Variance;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Heterogeneous adoption: everybody gets a dose from the same period on, and nobody is untreated.
 *
 * <p>With D_i the dose of the first treated period F and ΔY_it the outcome less that of F − 1,
 *
 * <pre>
 *   WAS_t = (mean ΔY_t − μ_t) / mean D,   μ_t = lim E(ΔY_t | D = d) as d falls to 0,
 * </pre>
 *
 * <p>μ from a local line at dose zero. Earlier periods are placebos: their ΔY is measured backwards
 * from F − 1 and the same dose should have done nothing.
 *
 * <p><b>Assumes</b> that units with different doses would have changed alike without, that doses
 * come close to zero, and that units are independent. Weights of the panel are not used: every unit
 * counts once. <b>Units:</b> the outcome's unit per unit of dose. <b>Cost:</b> O(units log units) a
 * period; deterministic, whatever the order of units.
 *
 * @see <a href="https://arxiv.org/abs/2405.04465">de Chaisemartin, Ciccia, D'Haultfœuille and
 *     Knau</a>
 */
public final class HeterogeneousAdoption {
  /** The method's word in plans and results. */
  public static final String METHOD = "heterogeneous-adoption";

  private final HadSettings settings;

  public HeterogeneousAdoption(HadSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /**
   * Estimates effects of every period from the start on and placebos of every earlier one; with
   * cumulative doses, as many placebos as effects.
   *
   * @param panel with treatment: 0 before the start, the dose from it on; cohorts are not looked at
   * @throws EvaluationException if the panel is not of this design ({@code TREATMENT_NOT_GIVEN},
   *     {@code COVARIATES_NOT_USED}, {@code PANEL_NOT_BALANCED}, {@code NOBODY_TREATED}, {@code
   *     START_NOT_COMMON}, {@code NO_PERIOD_BEFORE_START}, {@code DOSE_NEGATIVE}, {@code
   *     UNTREATED_UNITS_PRESENT}, {@code CLUSTER_FINER_THAN_TREATMENT}) or tells nothing ({@code
   *     DOSES_ALL_EQUAL}, {@code TOO_FEW_UNITS_NEAR_ZERO_DOSE}); what concerns one period is a
   *     {@link PeriodWas.Refused}
   */
  public HadFit fit(Panel panel) {
    DosePanel doses = checked(panel);
    List<PeriodWas> periods = new ArrayList<>();
    for (int t : lookedAt(doses)) {
      periods.add(estimate(doses, t));
    }
    return new HadFit(doses.period(doses.start()), periods, QuasiUntreatedTest.of(doses.dose()));
  }

  /**
   * Returns what every unit does to the estimate of a period, in the order of the panel.
   *
   * @throws EvaluationException as {@link #fit}, or for the reason that the period has no estimate
   */
  public List<DoseLeverage> leverage(Panel panel, int period) {
    DosePanel doses = checked(panel);
    int t = Arrays.binarySearch(panel.periods(), period);
    List<Integer> lookedAt = lookedAt(doses);
    if (!lookedAt.contains(t)) {
      throw EvaluationErrors.periodUnknown(
          "period", period, lookedAt.stream().map(doses::period).sorted().toList().toString());
    }
    double[] dose = doses.dose();
    double[] change = doses.change(t);
    double[] received = received(doses, t);
    BoundaryFit fit = BoundaryFit.of(dose, change, settings.kernel(), settings.bandwidth());
    double[] weight = WasWeights.of(dose, change, received, fit, settings.kernel());
    List<DoseLeverage> leverage = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      leverage.add(
          new DoseLeverage(
              panel.id(i),
              panel.cluster(i),
              dose[i],
              change[i],
              weight[i],
              WasWeights.without(dose, change, received, i, fit, settings.kernel())));
    }
    return leverage;
  }

  /** Indices of the periods effects are estimated of, then of the placebos, nearest first. */
  private List<Integer> lookedAt(DosePanel doses) {
    List<Integer> lookedAt = new ArrayList<>();
    for (int t = doses.start(); t <= doses.lastPeriod(); t++) {
      lookedAt.add(t);
    }
    int effects = lookedAt.size();
    int base = doses.base(true);
    for (int t = base - 1; t >= 0; t--) {
      if (settings.received() == ReceivedDose.FIRST || base - t <= effects) {
        lookedAt.add(t);
      }
    }
    return lookedAt;
  }

  private DosePanel checked(Panel panel) {
    DosePanel doses = new DosePanel(panel, settings.trends());
    DoseSample sample = new DoseSample(doses.dose(), new double[panel.size()]);
    doses.requireDosesOfUnits();
    BoundaryFit.requireUnits(sample, settings.bandwidth());
    return doses;
  }

  private PeriodWas estimate(DosePanel doses, int t) {
    boolean placebo = t < doses.start();
    int horizon = t - doses.base(placebo);
    double[] dose = doses.dose();
    double[] change = doses.change(t);
    DoseSample sample = new DoseSample(dose, change);
    try {
      BoundaryFit fit = BoundaryFit.of(sample, settings.kernel(), settings.bandwidth());
      return new PeriodWas.Estimated(
          doses.period(t),
          horizon,
          WasEstimate.of(fit, dose, received(doses, t), change, settings.level()),
          LinearityTest.of(sample, placebo ? Null.CONSTANT : Null.LINEAR, Variance.ANY));
    } catch (EvaluationException refusal) {
      if (refusal.category() != ExitCategory.TOO_LITTLE_DATA) {
        throw refusal;
      }
      return new PeriodWas.Refused(doses.period(t), horizon, refusal.code(), refusal.getMessage());
    }
  }

  /** A placebo is divided by what the effect of the same horizon is divided by. */
  private double[] received(DosePanel doses, int t) {
    if (settings.received() == ReceivedDose.FIRST) {
      return doses.dose();
    }
    return t >= doses.start()
        ? doses.received(t)
        : doses.received(doses.start() - 1 + doses.base(true) - t);
  }
}

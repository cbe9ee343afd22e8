package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.CellAverage;
import fi.lape.estimators.did.CellAverages;
import fi.lape.estimators.did.CohortCell;
import fi.lape.estimators.did.CohortDesign;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.RegressionData;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Extended two-way fixed effects for counts: a Poisson regression with exposure E and a coefficient
 * for every treated cohort and period,
 *
 * <pre>
 *   E[Y_it] = μ_it = E_it exp(α_g(i) + λ_t + Σ_{g ≤ t} 1{G_i = g} 1{s = t} δ_gt),
 *   count: mean μ − μ⁰,   rate: mean 1000 (μ − μ⁰)/E,   relative: Σμ/Σμ⁰ − 1,   μ⁰ = μ exp(−δ),
 * </pre>
 *
 * <p>over treated rows. α is of the cohort, or of the unit. It needs the mean to be right, not the
 * variance: counts may be overdispersed and correlated, errors clustered on areas allow for it.
 *
 * <p><b>Assumes</b> that without treatment rates would have changed by the same factor in all
 * cohorts, and no reaction earlier than {@code anticipation} periods before adoption. <b>Cost:</b>
 * O(rows × columns²) a Newton step, about ten; deterministic.
 *
 * @see <a href="https://doi.org/10.1093/ectj/utad016">Wooldridge (2023)</a>
 */
public final class EtwfePoisson implements PanelEstimator {
  /** The method's word in plans and results. */
  public static final String METHOD = "etwfe-poisson";

  private final CountSettings settings;

  public EtwfePoisson(CountSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String method() {
    return METHOD;
  }

  /**
   * {@inheritDoc}
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code EXPOSURE_NOT_GIVEN}, {@code
   *     COUNT_NEGATIVE}, {@code COVARIATES_NOT_USED}
   */
  @Override
  public Fit fit(Panel panel) {
    return analyse(panel).fit();
  }

  /**
   * Returns the fit with the regression behind it.
   *
   * @throws fi.lape.estimators.error.EvaluationException as {@link #fit}
   */
  public CountFit analyse(Panel panel) {
    RegressionData data = RegressionData.of(panel);
    CohortDesign design = new CohortDesign(settings.controls(), settings.anticipation(), data);
    List<CohortCell> cells = design.cells();
    int[][] cellOf = new int[panel.size()][panel.periods().length];
    for (int i = 0; i < cellOf.length; i++) {
      Arrays.fill(cellOf[i], CountRows.NO_CELL);
      for (int c = 0; c < cells.size(); c++) {
        if (cells.get(c).cohort() == panel.cohort(i)) {
          cellOf[i][cells.get(c).t()] = c;
        }
      }
    }
    CountRows rows =
        new CountRows(METHOD, panel, design.rows(), cellOf, cells.size(), settings.effects());
    NavigableMap<CohortDesign.Place, Reason> refused = new TreeMap<>(design.refused());
    SeparatedPoisson separated = new SeparatedPoisson(rows);
    if (separated.poisson().isEmpty()) {
      cells.forEach(cell -> refused.put(place(cell), Reason.NO_EVENTS));
      List<Effect> effects = cellRefusals(refused);
      effects.addAll(averages(List.of(), List.of(), Optional.empty(), new TreeMap<>()));
      return new CountFit(new Fit(effects), Optional.empty(), Map.of());
    }
    ConcentratedPoisson poisson = separated.poisson().get();
    CountModels model = new CountModels(panel, separated, poisson, settings.effects());
    CountEffects effects =
        new CountEffects(data, panel, separated, poisson, model, settings.shares());
    return new CountFit(
        new Fit(all(panel, cells, refused, effects, model)),
        Optional.of(model.model(cells.stream().map(c -> c.cohort() + " " + c.period()).toList())),
        effects.errors());
  }

  private List<Effect> all(
      Panel panel,
      List<CohortCell> cells,
      NavigableMap<CohortDesign.Place, Reason> refused,
      CountEffects effects,
      CountModels model) {
    List<CohortCell> estimable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      Optional<Reason> refusal = effects.refusal(c);
      if (refusal.isPresent()) {
        refused.put(place(cells.get(c)), refusal.get());
      } else {
        estimable.add(cells.get(c));
        places.add(c);
      }
    }
    List<Effect> all = cellRefusals(refused);
    for (int c = 0; c < estimable.size(); c++) {
      CohortCell cell = estimable.get(c);
      CellAverage itself =
          new CellAverage(
              EffectKey.cell(GroupTimeAtt.CELL, cell.cohort(), cell.period()),
              List.of(new CellAverage.Group(cell.cohort(), 1, List.of(c))),
              false);
      for (CountScale scale : settings.scales()) {
        all.add(effects.effect(itself, scale, Set.of(cell.cohort()), places, new TreeMap<>()));
      }
    }
    if (all.isEmpty()) {
      for (CountScale scale : settings.scales()) {
        EffectKey key = scale.key(EffectKey.of(GroupTimeAtt.CELL));
        all.add(new NotEstimable(key, Reason.NO_TREATED_UNITS));
      }
    }
    NavigableMap<Integer, Double> weights = new TreeMap<>();
    for (int i = 0; i < panel.size(); i++) {
      for (boolean used : model.used()[i]) {
        if (used) {
          weights.merge(panel.cohort(i), panel.weight(i), (a, b) -> a + b);
          break;
        }
      }
    }
    all.addAll(averages(estimable, places, Optional.of(effects), weights));
    return all;
  }

  private List<Effect> averages(
      List<CohortCell> cells,
      List<Integer> places,
      Optional<CountEffects> effects,
      NavigableMap<Integer, Double> weights) {
    List<Effect> all = new ArrayList<>();
    for (CellAverage average : new CellAverages(cells, weights).of(settings.aggregations())) {
      Set<Integer> cohorts = new TreeSet<>();
      average.groups().forEach(g -> g.cells().forEach(c -> cohorts.add(cells.get(c).cohort())));
      NavigableMap<Integer, Double> ofThese = new TreeMap<>(weights);
      ofThese.keySet().retainAll(cohorts);
      for (CountScale scale : settings.scales()) {
        all.add(
            effects.isEmpty()
                ? new NotEstimable(scale.key(average.key()), Reason.NO_ESTIMABLE_CELL)
                : effects.get().effect(average, scale, cohorts, places, ofThese));
      }
    }
    return all;
  }

  private List<Effect> cellRefusals(NavigableMap<CohortDesign.Place, Reason> refused) {
    List<Effect> effects = new ArrayList<>();
    for (CountScale scale : settings.scales()) {
      refused.forEach(
          (at, reason) ->
              effects.add(
                  new NotEstimable(
                      scale.key(EffectKey.cell(GroupTimeAtt.CELL, at.cohort(), at.period())),
                      reason)));
    }
    return effects;
  }

  private static CohortDesign.Place place(CohortCell cell) {
    return new CohortDesign.Place(cell.cohort(), cell.period());
  }
}

package fi.lape.estimators.did.passes;

import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.estimate.InfluenceSums;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Comparisons of cohorts given covariates, estimated where their units are.
 *
 * @see fi.lape.estimators.did.covariates.DifferencedCell the same from units at hand
 */
public final class PassedCells implements ComparedCells {
  private static final double HIGHEST_SCORE = 0.999;
  private static final double HIGHEST_CONTROL_SCORE = 0.995;

  private final PassedPanel panel;
  private final Estimation estimation;
  private final List<PassCell> cells;
  private final List<Pairing> pairings;
  private final int[] pairingOf;
  private final CellModel[] models;
  private final Layout layout;
  private final LogitSearch[] searches;
  private final double[] values;
  private final CellSlopes[] slopes;

  /** A cohort and its controls, given covariates of one period. */
  private record PairingKey(int cohort, NavigableSet<Integer> controls, int epoch) {}

  private record Pairing(
      PairingKey key,
      CohortSums treated,
      CohortSums controls,
      CohortSums all,
      ScaledDesign design) {}

  private PassedCells(PassedPanel panel, Estimation estimation, List<PassCell> cells) {
    this.panel = panel;
    this.estimation = estimation;
    this.cells = List.copyOf(cells);
    pairings = new ArrayList<>();
    pairingOf = new int[cells.size()];
    models = new CellModel[cells.size()];
    pair();
    searches = new LogitSearch[pairings.size()];
    values = new double[cells.size()];
    slopes = new CellSlopes[cells.size()];
    prepare();
    layout = layout();
  }

  static PassedCells of(PassedPanel panel, Estimation estimation, List<PassCell> cells) {
    PassedCells found = new PassedCells(panel, estimation, cells);
    if (estimation.weighs()) {
      found.search();
    }
    found.finish();
    return found;
  }

  private void pair() {
    Map<PairingKey, Integer> known = new LinkedHashMap<>();
    for (int c = 0; c < cells.size(); c++) {
      PassCell cell = cells.get(c);
      int epoch = panel.epoch(cell.earlier());
      PairingKey key = new PairingKey(cell.cohort(), cell.controls(), epoch);
      Integer place = known.get(key);
      if (place == null) {
        place = pairings.size();
        known.put(key, place);
        CohortSums treated = panel.sums(cell.cohort());
        CohortSums controls = panel.pooled(cell.controls());
        CohortSums all = treated.empty();
        all.merge(treated);
        all.merge(controls);
        ScaledDesign design = ScaledDesign.of(all, epoch, panel.visits().covariates());
        pairings.add(new Pairing(key, treated, controls, all, design));
      }
      pairingOf[c] = place;
    }
  }

  /** Regresses outcomes, and refuses what can be seen to fail before anything is weighed. */
  private void prepare() {
    for (int c = 0; c < models.length; c++) {
      Pairing p = pairings.get(pairingOf[c]);
      CellModel model =
          CellModel.of(cells.get(c), p.design(), p.treated(), p.controls(), estimation.regresses());
      boolean singular =
          model.reason().isEmpty()
              && estimation.weighs()
              && SymmetricInverse.of(p.design().normal(p.all())).isEmpty();
      models[c] = singular ? CellModel.refused(Reason.SINGULAR_DESIGN) : model;
    }
  }

  private Layout layout() {
    List<Integer> cohorts = panel.cohorts();
    List<List<Integer>> asTreated = new ArrayList<>();
    List<List<Integer>> asControl = new ArrayList<>();
    cohorts.forEach(g -> asTreated.add(new ArrayList<>()));
    cohorts.forEach(g -> asControl.add(new ArrayList<>()));
    List<List<Integer>> cellsOf = new ArrayList<>();
    pairings.forEach(pairing -> cellsOf.add(new ArrayList<>()));
    for (int c = 0; c < models.length; c++) {
      if (models[c].reason().isEmpty()) {
        cellsOf.get(pairingOf[c]).add(c);
      }
    }
    for (int j = 0; j < pairings.size(); j++) {
      if (!cellsOf.get(j).isEmpty()) {
        PairingKey key = pairings.get(j).key();
        asTreated.get(cohorts.indexOf(key.cohort())).add(j);
        for (int g : key.controls()) {
          asControl.get(cohorts.indexOf(g)).add(j);
        }
      }
    }
    return new Layout(
        ints(cohorts),
        asTreated.stream().map(PassedCells::ints).toArray(int[][]::new),
        asControl.stream().map(PassedCells::ints).toArray(int[][]::new),
        pairings.stream().map(Pairing::design).toArray(ScaledDesign[]::new),
        cellsOf.stream().map(PassedCells::ints).toArray(int[][]::new),
        cells.stream().mapToInt(PassCell::period).toArray(),
        cells.stream().mapToInt(PassCell::base).toArray());
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Brings the logits of all pairings to their maxima together. */
  private void search() {
    for (int j = 0; j < searches.length; j++) {
      if (layout.cells(j).length > 0) {
        Pairing p = pairings.get(j);
        searches[j] = new LogitSearch(p.design(), p.treated(), p.controls());
      }
    }
    while (true) {
      double[][] gamma = new double[searches.length][0];
      boolean any = false;
      for (int j = 0; j < searches.length; j++) {
        if (searches[j] != null && searches[j].isOpen()) {
          gamma[j] = searches[j].gamma();
          any = true;
        }
      }
      if (!any) {
        return;
      }
      LogitPass pass = panel.visits().run(new LogitPass(layout, gamma));
      for (int j = 0; j < searches.length; j++) {
        if (gamma[j].length > 0) {
          pass.tell(j, searches[j]);
        }
      }
    }
  }

  private void finish() {
    double[][] beta = new double[models.length][];
    for (int c = 0; c < models.length; c++) {
      beta[c] = models[c].beta();
    }
    OddsPass odds = new OddsPass(layout, gamma(), beta);
    if (estimation.weighs()) {
      odds = panel.visits().run(odds);
      for (int j = 0; j < searches.length; j++) {
        if (isWeighed(j)
            && (odds.highestTreatedScore(j) >= HIGHEST_SCORE
                || odds.highestControlScore(j) >= HIGHEST_CONTROL_SCORE)) {
          searches[j].refuse();
        }
      }
    }
    for (int c = 0; c < models.length; c++) {
      if (reason(c).isEmpty()) {
        finish(c, odds);
      }
    }
  }

  private void finish(int c, OddsPass odds) {
    PassCell cell = cells.get(c);
    int j = pairingOf[c];
    Pairing p = pairings.get(j);
    double[] beta = models[c].beta();
    double[] treatedDesign = p.design().mean(p.treated());
    double treatedMean = p.treated().outcome(cell.period()) - p.treated().outcome(cell.base());
    double[] gradient = new double[beta.length]; // of θ in β
    for (int r = 0; r < beta.length; r++) {
      treatedMean -= beta[r] * treatedDesign[r];
      gradient[r] = -treatedDesign[r];
    }
    double controlMean = 0;
    double controlWeight = 0;
    double[] throughGamma = new double[beta.length];
    if (isWeighed(j)) {
      double[] design = odds.design(j);
      double[] change = odds.change(c);
      controlWeight = design[0];
      controlMean = change[0] / controlWeight;
      double[] inGamma = new double[beta.length];
      for (int r = 0; r < beta.length; r++) {
        gradient[r] += design[r] / controlWeight;
        inGamma[r] = controlMean * (design[r] / controlWeight) - change[r] / controlWeight;
      }
      throughGamma = SymmetricInverse.times(searches[j].inverse(), inGamma);
    }
    values[c] = treatedMean - controlMean;
    slopes[c] =
        new CellSlopes(
            beta,
            treatedMean,
            controlMean,
            p.treated().weight(),
            controlWeight,
            SymmetricInverse.times(models[c].inverse(), gradient),
            throughGamma);
  }

  private boolean isWeighed(int pairing) {
    return searches[pairing] != null && searches[pairing].reason().isEmpty();
  }

  private double[][] gamma() {
    double[][] gamma = new double[searches.length][0];
    for (int j = 0; j < searches.length; j++) {
      if (isWeighed(j)) {
        gamma[j] = searches[j].gamma();
      }
    }
    return gamma;
  }

  @Override
  public Optional<Reason> reason(int cell) {
    LogitSearch search = searches[pairingOf[cell]];
    return models[cell].reason().isPresent() || search == null
        ? models[cell].reason()
        : search.reason();
  }

  @Override
  public double value(int cell) {
    return values[cell];
  }

  /** {@inheritDoc} Makes the last pass. */
  @Override
  public InfluenceSums influence(List<InfluenceForm> forms) {
    Layout left = layoutOfEstimated();
    CohortEffects[] effects = new CohortEffects[left.cohorts()];
    for (int h = 0; h < effects.length; h++) {
      effects[h] = CohortEffects.of(left, h, forms);
    }
    UnitPasses units = panel.visits();
    return units
        .run(new InfluencePass(left, gamma(), slopes, effects, forms.size()))
        .sums(units.clusters(), units.unitsAreClusters());
  }

  /** Without pairings whose logit was refused after they had been laid out. */
  private Layout layoutOfEstimated() {
    for (int c = 0; c < models.length; c++) {
      if (reason(c).isPresent()) {
        models[c] = CellModel.refused(reason(c).get());
      }
    }
    return layout();
  }
}

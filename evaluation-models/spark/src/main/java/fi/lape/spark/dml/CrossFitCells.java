package fi.lape.spark.dml;

import fi.lape.estimators.did.passes.ComparedCells;
import fi.lape.estimators.did.passes.InfluenceForm;
import fi.lape.estimators.did.passes.PassCell;
import fi.lape.estimators.estimate.InfluenceSums;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.linalg.SymmetricInverse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;

/**
 * Cells by the doubly robust score, with models of other folds:
 *
 * <pre>
 *   θ = E_T[ΔY − m(x)] − E_o[ΔY − m(x)],   o = p(x)/(1 − p(x))
 * </pre>
 */
final class CrossFitCells implements ComparedCells {
  // Fewer units than this above the number of covariates and a model of them says nothing.
  private static final int LEAST_BEYOND_COVARIATES = 5;

  private final CrossFitPanel panel;
  private final List<PassCell> cells;
  private final List<Pairing> pairings = new ArrayList<>();
  private final int[] pairingOf;
  private final Change[] changes;
  private final List<Optional<Reason>> refused = new ArrayList<>(); // of a pairing
  private final CellScores scores;
  private final ScoreVisit found;
  private final List<Overlap> overlap = new ArrayList<>();

  private CrossFitCells(CrossFitPanel panel, List<PassCell> cells) {
    this.panel = panel;
    this.cells = List.copyOf(cells);
    pairingOf = new int[cells.size()];
    changes = new Change[cells.size()];
    Map<Pairing, Integer> known = new LinkedHashMap<>();
    for (int c = 0; c < changes.length; c++) {
      PassCell cell = cells.get(c);
      List<Integer> controls = List.copyOf(cell.controls());
      int epoch = panel.epoch(cell);
      pairingOf[c] =
          known.computeIfAbsent(new Pairing(cell.cohort(), controls, epoch), key -> known.size());
      changes[c] = new Change(controls, epoch, cell.period(), cell.base());
    }
    pairings.addAll(known.keySet());
    SizeVisit sizes =
        panel
            .buckets()
            .visit(new SizeVisit(pairings, panel.settings().folds(), panel.covariates()));
    for (int j = 0; j < pairings.size(); j++) {
      refused.add(refusal(sizes, j));
    }
    scores = learn();
    found = panel.buckets().visit(new ScoreVisit(scores));
    judge();
  }

  static CrossFitCells of(CrossFitPanel panel, List<PassCell> cells) {
    return new CrossFitCells(panel, cells);
  }

  /** What is seen to fail before anything is learnt. */
  private Optional<Reason> refusal(SizeVisit sizes, int pairing) {
    if (sizes.fewest(pairing) < panel.covariates() + LEAST_BEYOND_COVARIATES) {
      return Optional.of(Reason.GROUP_TOO_SMALL);
    }
    boolean singular = false;
    for (int fold = 0; fold < panel.settings().folds(); fold++) {
      singular |= SymmetricInverse.of(sizes.taught(pairing, fold, true)).isEmpty();
    }
    return singular && panel.settings().learner() == Learner.LOGISTIC
        ? Optional.of(Reason.SINGULAR_DESIGN)
        : Optional.empty();
  }

  private CellScores learn() {
    int folds = panel.settings().folds();
    Models models = new Models();
    List<List<Integer>> cellsBy = new ArrayList<>();
    for (int j = 0; j < pairings.size(); j++) {
      cellsBy.add(new ArrayList<>());
      for (int fold = 0; fold < folds && refused.get(j).isEmpty(); fold++) {
        models.add(List.of(pairings.get(j), fold), odds(pairings.get(j), fold));
      }
    }
    for (int c = 0; c < changes.length; c++) {
      if (refused.get(pairingOf[c]).isEmpty()) {
        cellsBy.get(pairingOf[c]).add(c);
        for (int fold = 0; fold < folds; fold++) {
          models.add(List.of(changes[c], fold), mean(changes[c], fold));
        }
      }
    }
    models.learn(panel.buckets().units().context().defaultParallelism());
    Learned[][] odds = new Learned[pairings.size()][];
    for (int j = 0; j < odds.length; j++) {
      odds[j] = models.of(pairings.get(j), folds);
    }
    Learned[][] means = new Learned[changes.length][];
    for (int c = 0; c < means.length; c++) {
      means[c] = models.of(changes[c], folds);
    }
    return new CellScores(
        pairings,
        cellsBy.stream()
            .map(some -> some.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new),
        changes,
        odds,
        means,
        panel.settings().highestScore());
  }

  private Callable<Learned> odds(Pairing pairing, int fold) {
    JavaRDD<UnitRow> teachers = teachers(fold);
    Lessons lessons = panel.lessons();
    long seed = seed(pairing.controls(), fold, pairing.epoch(), pairing.cohort(), -1);
    return () -> lessons.odds(teachers, pairing, seed);
  }

  private Callable<Learned> mean(Change change, int fold) {
    JavaRDD<UnitRow> teachers = teachers(fold);
    Lessons lessons = panel.lessons();
    long seed = seed(change.controls(), fold, change.epoch(), change.period(), change.base());
    return () -> lessons.mean(teachers, change, seed);
  }

  /** A seed that depends on what is learnt, not on when. */
  private long seed(List<Integer> controls, int... parts) {
    long seed = panel.settings().seed();
    for (int control : controls) {
      seed = seed * 31 + control;
    }
    for (int part : parts) {
      seed = seed * 31 + part;
    }
    return seed;
  }

  private JavaRDD<UnitRow> teachers(int fold) {
    return panel.settings().folds() == 1
        ? panel.buckets().units()
        : panel.buckets().units().filter(unit -> unit.fold() != fold);
  }

  /** Writes the reports, and refuses where too little can be compared. */
  private void judge() {
    for (int j = 0; j < pairings.size(); j++) {
      if (refused.get(j).isEmpty()) {
        double effective = found.effectiveControls(j);
        double balance = found.balance(j);
        double within = panel.settings().balanceWithin();
        boolean passes =
            found.treated(j).shareLeftOut() <= panel.settings().mostTrimmed()
                && effective > 0
                && effective >= panel.settings().leastEffective()
                && balance <= within
                && balance * within >= 1;
        overlap.add(
            new Overlap(
                pairings.get(j).cohort(),
                periods(j),
                Overlap.Scores.of(found.treated(j)),
                Overlap.Scores.of(found.controls(j)),
                effective,
                balance,
                passes));
        if (!passes) {
          refused.set(j, Optional.of(Reason.NO_OVERLAP));
        }
      }
    }
  }

  private List<Integer> periods(int pairing) {
    TreeSet<Integer> periods = new TreeSet<>();
    for (int c : scores.cellsOf(pairing)) {
      periods.add(panel.periods()[cells.get(c).period()]);
    }
    return List.copyOf(periods);
  }

  List<Overlap> overlap() {
    return List.copyOf(overlap);
  }

  @Override
  public Optional<Reason> reason(int cell) {
    return refused.get(pairingOf[cell]);
  }

  @Override
  public double value(int cell) {
    return found.treatedMean(cell) - found.controlMean(cell);
  }

  @Override
  public InfluenceSums influence(List<InfluenceForm> forms) {
    return panel
        .buckets()
        .visit(InfluenceVisit.of(scores, found, forms, panel.namesClusters()))
        .sums();
  }
}

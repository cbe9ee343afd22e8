package fi.lape.estimators.did;

import fi.lape.estimators.did.covariates.CellAnswer;
import fi.lape.estimators.did.covariates.CellRows;
import fi.lape.estimators.did.covariates.CrossSectionCell;
import fi.lape.estimators.did.covariates.DifferencedCell;
import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * {@link GroupTimeAtt} from units: with covariates, or with units not seen in every period.
 *
 * <p>Where units are followed, covariates are those of the earlier of the two periods compared;
 * where rows are, each row has its own. Cost: O(n·k²) a cell.
 */
final class UnitGroupTime {
  private final GroupTimeSettings settings;
  private final Panel panel;
  private final BitSet included;
  private final boolean followed;
  private final BiFunction<Estimation, CellRows, CellAnswer> method;
  private final NavigableMap<Integer, Double> weights = new TreeMap<>();

  /**
   * @param included the units used; seen in every period if they are followed
   * @param followed whether changes of units are compared, or rows of two periods
   */
  UnitGroupTime(GroupTimeSettings settings, Panel panel, BitSet included, boolean followed) {
    this(
        settings,
        panel,
        included,
        followed,
        followed ? DifferencedCell::answer : CrossSectionCell::answer);
  }

  /**
   * @param method of a comparison, if another than the usual one
   */
  UnitGroupTime(
      GroupTimeSettings settings,
      Panel panel,
      BitSet included,
      boolean followed,
      BiFunction<Estimation, CellRows, CellAnswer> method) {
    this.method = method;
    this.settings = settings;
    this.panel = panel;
    this.included = included;
    this.followed = followed;
    for (int i = included.nextSetBit(0); i >= 0; i = included.nextSetBit(i + 1)) {
      weights.merge(panel.cohort(i), panel.weight(i), (a, b) -> a + b);
    }
  }

  Fit fit() {
    int[] periods = panel.periods();
    List<GroupTimeCell<UnitSum>> cells = new ArrayList<>();
    for (Comparison comparison :
        new Comparisons(settings, periods, List.copyOf(weights.keySet())).all()) {
      cells.add(cell(comparison));
    }
    return GroupTimeAtt.fit(
        cells, new GroupTimeAggregates<>(settings, periods[0], weights::get, this::zero, cells));
  }

  private UnitSum zero() {
    return new UnitSum(panel, included);
  }

  private GroupTimeCell<UnitSum> cell(Comparison comparison) {
    if (comparison.isReference()) {
      return GroupTimeCell.of(comparison, zero(), baseline(comparison));
    }
    if (comparison.reason().isPresent()) {
      return GroupTimeCell.refused(comparison, comparison.reason().get());
    }
    List<int[]> rows = rows(comparison);
    CellAnswer answer = method.apply(settings.estimation(), data(comparison, rows));
    if (answer instanceof CellAnswer.Refused refused) {
      return GroupTimeCell.refused(comparison, refused.reason());
    }
    CellAnswer.Found found = (CellAnswer.Found) answer;
    UnitSum sum = zero();
    sum.add(found.value());
    for (int r = 0; r < rows.size(); r++) {
      int i = rows.get(r)[0];
      sum.addSlope(i, found.slope(r));
      sum.read(i, rows.get(r)[1]);
      if (followed) {
        sum.read(i, comparison.baseIndex());
      }
    }
    if (!followed && panel.covariateNames().isEmpty()) {
      NavigableSet<Integer> cohort = new TreeSet<>(List.of(comparison.cohort()));
      sum.addMean(cohort, comparison.periodIndex(), 1);
      sum.addMean(cohort, comparison.baseIndex(), -1);
      sum.addMean(comparison.controls(), comparison.periodIndex(), -1);
      sum.addMean(comparison.controls(), comparison.baseIndex(), 1);
    }
    return GroupTimeCell.of(comparison, sum, baseline(comparison));
  }

  /** Returns unit and period of every row: the period looked at, and the base if rows are used. */
  private List<int[]> rows(Comparison comparison) {
    List<int[]> rows = new ArrayList<>();
    for (int i = included.nextSetBit(0); i >= 0; i = included.nextSetBit(i + 1)) {
      int g = panel.cohort(i);
      if (g == comparison.cohort() || comparison.controls().contains(g)) {
        if (panel.observed(i, comparison.periodIndex())) {
          rows.add(new int[] {i, comparison.periodIndex()});
        }
        if (!followed && panel.observed(i, comparison.baseIndex())) {
          rows.add(new int[] {i, comparison.baseIndex()});
        }
      }
    }
    return rows;
  }

  private CellRows data(Comparison comparison, List<int[]> rows) {
    int n = rows.size();
    int k = panel.covariateNames().size();
    int earlier = Math.min(comparison.periodIndex(), comparison.baseIndex());
    double[] outcome = new double[n];
    boolean[] treated = new boolean[n];
    boolean[] after = new boolean[n];
    double[] weight = new double[n];
    double[][] covariates = new double[n][k];
    for (int r = 0; r < n; r++) {
      int i = rows.get(r)[0];
      int t = rows.get(r)[1];
      treated[r] = panel.cohort(i) == comparison.cohort();
      after[r] = t == comparison.periodIndex();
      weight[r] = panel.weight(i);
      outcome[r] = panel.outcome(i, t) - (followed ? panel.outcome(i, comparison.baseIndex()) : 0);
      for (int j = 0; j < k; j++) {
        covariates[r][j] = panel.covariate(i, followed ? earlier : t, j);
      }
    }
    return new CellRows(outcome, treated, after, weight, covariates);
  }

  /** Returns the mean outcome of the cohort's units seen in the base period. */
  private double baseline(Comparison comparison) {
    double weight = 0;
    double mean = 0;
    for (int i = included.nextSetBit(0); i >= 0; i = included.nextSetBit(i + 1)) {
      if (panel.cohort(i) == comparison.cohort() && panel.observed(i, comparison.baseIndex())) {
        weight += panel.weight(i);
        mean += (panel.outcome(i, comparison.baseIndex()) - mean) * (panel.weight(i) / weight);
      }
    }
    return mean;
  }
}

package fi.lape.spark;

import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Brings a panel into the memory of one machine, for methods that need every unit's history. Units
 * are in the order of their ids, so the result does not depend on the order of rows.
 */
final class PanelCollector {
  /** Most cells brought to one machine; 20 million take about 500 MB. */
  static final long MOST_ROWS = 20_000_000;

  private static final int UNIT = 0;
  private static final int CLUSTER = 1;
  private static final int COHORT = 2;
  private static final int PERIOD = 3;
  private static final int OUTCOME = 4;
  private static final int WEIGHT = 5;
  private static final int TREATMENT = 6;
  private static final int EXPOSURE = 8;
  private static final int COVARIATES = 9;

  private final PanelColumns columns;
  private final int[] periods;
  private final List<String> ids = new ArrayList<>();
  private final List<String> clusters = new ArrayList<>();
  private final List<Integer> cohorts = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final List<double[]> outcomes = new ArrayList<>();
  private final List<double[]> treatments = new ArrayList<>();
  private final List<double[]> exposures = new ArrayList<>();
  private final List<double[][]> covariates = new ArrayList<>();
  private final List<boolean[]> seen = new ArrayList<>();
  private final List<boolean[]> observed = new ArrayList<>();
  private final Faults faults = new Faults();
  private final Set<Faults.Kind> changing = EnumSet.noneOf(Faults.Kind.class); // of the last unit

  private PanelCollector(LongPanel panel) {
    columns = panel.columns();
    periods = panel.periods();
  }

  /**
   * Collects a panel; cells without a row or an outcome are holes.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PANEL_TOO_LARGE}, {@code
   *     PANEL_DUPLICATE}, {@code UNIT_NOT_CONSTANT}, {@code PANEL_COLUMN_EMPTY}, {@code
   *     COLUMN_NOT_FINITE}, {@code UNIT_NEVER_OBSERVED} or {@code WEIGHT_NOT_POSITIVE}
   */
  static Panel collect(LongPanel panel) {
    long rows = panel.rows().count();
    if (rows > MOST_ROWS) {
      throw PanelErrors.panelTooLarge(rows, MOST_ROWS);
    }
    PanelCollector collector = new PanelCollector(panel);
    panel.inOrder().collectAsList().forEach(collector::add);
    return collector.finish();
  }

  private void add(Row row) {
    for (int key : new int[] {UNIT, CLUSTER, WEIGHT}) {
      if (row.isNullAt(key)) {
        faults.add(emptyKey(key), "");
        return;
      }
    }
    String id = row.getString(UNIT);
    if (ids.isEmpty() || !ids.get(ids.size() - 1).equals(id)) {
      begin(id, row);
    }
    int i = ids.size() - 1;
    check(i, id, row);
    int t = Arrays.binarySearch(periods, row.getInt(PERIOD));
    if (seen.get(i)[t]) {
      faults.add(Faults.Kind.DUPLICATE, id);
    }
    seen.get(i)[t] = true;
    if (!row.isNullAt(OUTCOME)) {
      observed.get(i)[t] = true;
      outcomes.get(i)[t] = row.getDouble(OUTCOME);
      treatments.get(i)[t] = row.isNullAt(TREATMENT) ? Double.NaN : row.getDouble(TREATMENT);
      exposures.get(i)[t] = row.isNullAt(EXPOSURE) ? Double.NaN : row.getDouble(EXPOSURE);
      List<Double> x = row.getList(COVARIATES);
      for (int j = 0; j < x.size(); j++) {
        covariates.get(i)[t][j] = x.get(j) == null ? Double.NaN : x.get(j);
      }
    }
  }

  private static Faults.Kind emptyKey(int key) {
    return key == UNIT
        ? Faults.Kind.EMPTY_UNIT
        : key == CLUSTER ? Faults.Kind.EMPTY_CLUSTER : Faults.Kind.EMPTY_WEIGHT;
  }

  private void begin(String id, Row row) {
    changing.clear();
    ids.add(id);
    clusters.add(row.getString(CLUSTER));
    cohorts.add(cohort(row));
    weights.add(row.getDouble(WEIGHT));
    outcomes.add(new double[periods.length]);
    treatments.add(new double[periods.length]);
    exposures.add(new double[periods.length]);
    covariates.add(new double[periods.length][columns.covariates().size()]);
    seen.add(new boolean[periods.length]);
    observed.add(new boolean[periods.length]);
  }

  private static int cohort(Row row) {
    return row.isNullAt(COHORT) ? Panel.NEVER : row.getInt(COHORT);
  }

  private void check(int i, String id, Row row) {
    if (!row.getString(CLUSTER).equals(clusters.get(i))) {
      changes(Faults.Kind.CLUSTER_CHANGES, id);
    }
    if (cohort(row) != cohorts.get(i)) {
      changes(Faults.Kind.COHORT_CHANGES, id);
    }
    if (Double.compare(row.getDouble(WEIGHT), weights.get(i)) != 0) {
      changes(Faults.Kind.WEIGHT_CHANGES, id);
    }
  }

  /** Counts a unit once, however often it changes. */
  private void changes(Faults.Kind kind, String id) {
    if (changing.add(kind)) {
      faults.add(kind, id);
    }
  }

  private Panel finish() {
    PanelFaults.refuse(faults, columns, unit -> unit);
    Panel panel =
        Panel.withHoles(
            periods,
            ids,
            clusters,
            cohorts.stream().mapToInt(Integer::intValue).toArray(),
            weights.stream().mapToDouble(Double::doubleValue).toArray(),
            outcomes.toArray(double[][]::new),
            observed.toArray(boolean[][]::new));
    if (!columns.covariates().isEmpty()) {
      panel = panel.withCovariates(columns.covariates(), covariates.toArray(double[][][]::new));
    }
    if (columns.exposure().isPresent()) {
      panel = panel.withExposure(exposures.toArray(double[][]::new));
    }
    return columns.treatment().isPresent()
        ? panel.withTreatment(treatments.toArray(double[][]::new))
        : panel;
  }
}

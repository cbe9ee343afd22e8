package fi.lape.spark;

import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** Folds the rows of one bucket, sorted by unit, unit by unit. */
final class BucketFold {
  static final int BUCKET = 6;

  private static final int UNIT = 0;
  private static final int CLUSTER = 1;
  private static final int COHORT = 2;
  private static final int PERIOD = 3;
  private static final int OUTCOME = 4;
  private static final int WEIGHT = 5;

  private final int[] periods;
  private final MomentsBuilder moments;
  private final Faults faults = new Faults();
  private final List<IncompleteUnit> examples = new ArrayList<>();
  private long rows;
  private long units;
  private long incompleteUnits;

  // the unit being read
  private boolean open;
  private String unit = "";
  private String cluster = "";
  private int cohort;
  private double weight;
  private final double[] outcomes;
  private final boolean[] seen;
  private int emptyOutcomes;
  private boolean clusterChanges;
  private boolean cohortChanges;
  private boolean weightChanges;

  BucketFold(int[] periods) {
    this.periods = periods;
    moments = new MomentsBuilder(periods);
    outcomes = new double[periods.length];
    seen = new boolean[periods.length];
  }

  void add(Row row) {
    rows++;
    if (hasEmptyKey(row)) {
      return;
    }
    String id = row.getString(UNIT);
    if (!open || !id.equals(unit)) {
      close();
      begin(id, row);
    }
    clusterChanges |= !row.getString(CLUSTER).equals(cluster);
    cohortChanges |= cohort(row) != cohort;
    weightChanges |= Double.compare(row.getDouble(WEIGHT), weight) != 0;
    int t = Arrays.binarySearch(periods, row.getInt(PERIOD));
    if (seen[t]) {
      faults.add(Faults.Kind.DUPLICATE, unit);
    }
    seen[t] = true;
    if (row.isNullAt(OUTCOME) || !Double.isFinite(row.getDouble(OUTCOME))) {
      emptyOutcomes++;
    } else {
      outcomes[t] = row.getDouble(OUTCOME);
    }
  }

  private boolean hasEmptyKey(Row row) {
    Faults.Kind kind;
    if (row.isNullAt(UNIT)) {
      kind = Faults.Kind.EMPTY_UNIT;
    } else if (row.isNullAt(CLUSTER)) {
      kind = Faults.Kind.EMPTY_CLUSTER;
    } else if (row.isNullAt(PERIOD)) {
      kind = Faults.Kind.EMPTY_PERIOD;
    } else if (row.isNullAt(WEIGHT)) {
      kind = Faults.Kind.EMPTY_WEIGHT;
    } else {
      return false;
    }
    faults.add(kind, row.isNullAt(UNIT) ? "" : row.getString(UNIT));
    return true;
  }

  private static int cohort(Row row) {
    return row.isNullAt(COHORT) ? Panel.NEVER : row.getInt(COHORT);
  }

  private void begin(String id, Row row) {
    open = true;
    unit = id;
    cluster = row.getString(CLUSTER);
    cohort = cohort(row);
    weight = row.getDouble(WEIGHT);
    Arrays.fill(seen, false);
    emptyOutcomes = 0;
    clusterChanges = false;
    cohortChanges = false;
    weightChanges = false;
  }

  private void close() {
    if (!open) {
      return;
    }
    units++;
    boolean sound = check();
    int absent = 0;
    for (boolean period : seen) {
      absent += period ? 0 : 1;
    }
    if (absent + emptyOutcomes > 0) {
      incompleteUnits++;
      if (examples.size() < MomentsReducer.MOST_EXAMPLES) {
        examples.add(new IncompleteUnit(unit, cluster, absent, emptyOutcomes));
      }
    } else if (sound) {
      moments.add(cluster, cohort, weight, outcomes);
    }
  }

  private boolean check() {
    boolean positive = weight > 0 && weight < Double.POSITIVE_INFINITY;
    if (clusterChanges) {
      faults.add(Faults.Kind.CLUSTER_CHANGES, unit);
    }
    if (cohortChanges) {
      faults.add(Faults.Kind.COHORT_CHANGES, unit);
    }
    if (weightChanges) {
      faults.add(Faults.Kind.WEIGHT_CHANGES, unit);
    }
    if (!positive) {
      faults.add(Faults.Kind.WEIGHT_NOT_POSITIVE, unit);
    }
    return positive;
  }

  Bucket finish(int number) {
    close();
    return new Bucket(number, moments.build(), rows, units, incompleteUnits, examples, faults);
  }
}

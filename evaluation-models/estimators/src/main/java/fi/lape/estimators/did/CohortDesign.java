package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rows a regression by cohorts uses, which cells have a coefficient, and why others do not.
 */
public final class CohortDesign {
  private final Controls controls;
  private final int anticipation;
  private final Panel panel;
  private final int[] periods;
  private final boolean[][] rows;
  private final NavigableSet<Integer> treated = new TreeSet<>();
  private final NavigableSet<Integer> always = new TreeSet<>();
  private final List<CohortCell> cells = new ArrayList<>();
  private final NavigableMap<Place, Reason> refused = new TreeMap<>();
  private final int comparisonOnly;

  /** A cohort and a period, in the order of results. */
  public record Place(int cohort, int period) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byCohort = Integer.compare(cohort, other.cohort);
      return byCohort == 0 ? Integer.compare(period, other.period) : byCohort;
    }
  }

  public CohortDesign(Controls controls, int anticipation, RegressionData data) {
    this.controls = controls;
    this.anticipation = anticipation;
    panel = data.panel();
    periods = panel.periods();
    rows = data.observed();
    boolean anyNever = sortCohorts(data);
    comparisonOnly =
        controls == Controls.NOT_YET_TREATED || anyNever || treated.isEmpty()
            ? Panel.NEVER
            : Collections.max(treated);
    leaveOutRows();
    for (int g : always) {
      refuseAll(g, Reason.ALWAYS_TREATED);
    }
    for (int g : treated) {
      if (g == comparisonOnly) {
        refuseAll(g, treated.size() == 1 ? Reason.NO_CONTROL_UNITS : Reason.ONLY_A_COMPARISON);
      } else {
        for (int t = 0; t < periods.length; t++) {
          place(new CohortCell(g, t, periods[t]));
        }
      }
    }
  }

  /** Returns whether somebody is never treated. */
  private boolean sortCohorts(RegressionData data) {
    boolean anyNever = false;
    NavigableSet<Integer> adopters = data.adopters();
    for (int i = 0; i < panel.size(); i++) {
      int g = panel.cohort(i);
      boolean adopts = adopters.contains(g) || isTreated(g, periods.length - 1);
      if (!adopts) {
        anyNever = true;
      } else if (isTreated(g, 0)) {
        always.add(g);
      } else {
        treated.add(g);
      }
    }
    return anyNever;
  }

  /** Whether a cohort is treated at a period index, or reacts already. */
  private boolean isTreated(int cohort, int t) {
    return cohort != Panel.NEVER && cohort - anticipation <= periods[t];
  }

  private void leaveOutRows() {
    for (int t = 0; t < periods.length; t++) {
      boolean anyUntreated = false;
      for (int i = 0; i < rows.length; i++) {
        anyUntreated |= rows[i][t] && !isTreated(panel.cohort(i), t);
      }
      boolean closed =
          !anyUntreated || (comparisonOnly != Panel.NEVER && isTreated(comparisonOnly, t));
      for (int i = 0; i < rows.length; i++) {
        rows[i][t] &= !closed && !always.contains(panel.cohort(i));
      }
    }
  }

  private void refuseAll(int cohort, Reason reason) {
    for (int period : periods) {
      refused.put(new Place(cohort, period), reason);
    }
  }

  private void place(CohortCell cell) {
    boolean after = isTreated(cell.cohort(), cell.t());
    if (!after && controls == Controls.NOT_YET_TREATED) {
      return;
    }
    Place place = new Place(cell.cohort(), cell.period());
    if (!after && (cell.t() + 1 == periods.length || isTreated(cell.cohort(), cell.t() + 1))) {
      refused.put(place, Reason.REFERENCE_PERIOD);
      return;
    }
    boolean open = false;
    boolean seen = false;
    for (int i = 0; i < rows.length; i++) {
      open |= rows[i][cell.t()];
      seen |= panel.observed(i, cell.t()) && panel.cohort(i) == cell.cohort();
    }
    if (!seen) {
      refused.put(place, Reason.NO_TREATED_UNITS);
    } else if (!open) {
      refused.put(place, Reason.NO_CONTROL_UNITS);
    } else {
      cells.add(cell);
    }
  }

  /** Returns units × periods: the rows used. */
  public boolean[][] rows() {
    return rows;
  }

  /** Returns the cells that have a coefficient, by cohort and period. */
  public List<CohortCell> cells() {
    return cells;
  }

  /** Returns why others have none. */
  public NavigableMap<Place, Reason> refused() {
    return refused;
  }
}

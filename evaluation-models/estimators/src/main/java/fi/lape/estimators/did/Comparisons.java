package fi.lape.estimators.did;

import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Lays out the comparisons of {@link GroupTimeAtt} from the periods and cohorts alone. */
final class Comparisons {
  private final GroupTimeSettings settings;
  private final int[] periods;
  private final List<Integer> cohorts;
  private final int lastPeriod;

  /**
   * @param periods increasing
   * @param cohorts increasing
   */
  Comparisons(GroupTimeSettings settings, int[] periods, List<Integer> cohorts) {
    this.settings = settings;
    this.periods = periods.clone();
    this.cohorts = List.copyOf(cohorts);
    lastPeriod = periods.length == 0 ? Integer.MIN_VALUE : periods[periods.length - 1];
  }

  /** Returns one comparison for every treated cohort and period, cohort by cohort. */
  List<Comparison> all() {
    List<Comparison> all = new ArrayList<>();
    if (periods.length == 0) {
      return all;
    }
    boolean anyNever = false;
    List<Integer> treated = new ArrayList<>();
    for (int g : cohorts) {
      if (isNever(g)) {
        anyNever = true;
      } else {
        treated.add(g);
      }
    }
    int comparisonOnly = anyNever || treated.isEmpty() ? Panel.NEVER : Collections.max(treated);
    for (int g : treated) {
      for (int t = 0; t < periods.length; t++) {
        all.add(comparison(g, t, comparisonOnly));
      }
    }
    return all;
  }

  /** Whether all who adopt while they are observed adopt then: there is nobody to compare. */
  private boolean isAlone(int cohort) {
    return cohorts.stream().allMatch(g -> g == cohort || isNever(g) || g <= periods[0]);
  }

  private boolean isNever(int cohort) {
    return cohort == Panel.NEVER || cohort - settings.anticipation() > lastPeriod;
  }

  private Comparison comparison(int g, int t, int comparisonOnly) {
    if (g <= periods[0]) {
      return refused(g, t, Reason.ALWAYS_TREATED);
    }
    if (g == comparisonOnly && settings.controls() == Controls.NOT_YET_TREATED) {
      return refused(g, t, isAlone(g) ? Reason.NO_CONTROL_UNITS : Reason.ONLY_A_COMPARISON);
    }
    int b = base(g, t);
    if (b < 0) {
      return refused(g, t, Reason.NO_BASE_PERIOD);
    }
    NavigableSet<Integer> controls = new TreeSet<>();
    if (b == t) {
      return new Comparison(g, periods[t], t, b, controls, Optional.of(Reason.REFERENCE_PERIOD));
    }
    int later = Math.max(periods[t], periods[b]);
    for (int c : cohorts) {
      if (isControl(c, g, later)) {
        controls.add(c);
      }
    }
    // Where nobody is never treated the last cohort's own window closes every comparison: earlier
    // cohorts would otherwise be compared in periods in which the design has no untreated units.
    boolean closed =
        comparisonOnly != Panel.NEVER && comparisonOnly - settings.anticipation() <= later;
    if (controls.isEmpty() || closed) {
      return refused(g, t, Reason.NO_CONTROL_UNITS);
    }
    return new Comparison(g, periods[t], t, b, controls, Optional.empty());
  }

  private Comparison refused(int g, int t, Reason reason) {
    return new Comparison(g, periods[t], t, t, new TreeSet<>(), Optional.of(reason));
  }

  /** Returns the index of the base period of cell (g, t), or -1 if there is none. */
  private int base(int g, int t) {
    int adopted = g - settings.anticipation();
    if (settings.base() == BasePeriod.VARYING && periods[t] < adopted) {
      return t - 1;
    }
    int b = -1;
    for (int s = 0; s < periods.length && periods[s] < adopted; s++) {
      b = s;
    }
    return b;
  }

  private boolean isControl(int cohort, int g, int later) {
    return switch (settings.controls()) {
      case NEVER_TREATED -> isNever(cohort);
      case NOT_YET_TREATED ->
          isNever(cohort) || (cohort != g && cohort - settings.anticipation() > later);
    };
  }
}

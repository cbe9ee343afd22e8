package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A regressor.
 *
 * @param kind what its coefficient is
 * @param name for messages
 * @param value at unit {@code i} and period index {@code t}; asked for in rows that are used only
 */
record Column(Kind kind, String name, Value value) {
  /** What the name of a period's effect begins with. */
  static final String PERIOD = "period ";

  /** What a coefficient is. */
  enum Kind {
    /** A fixed effect other than that of the unit. */
    FIXED_EFFECT,
    /** A covariate of the user, alone or in products. */
    COVARIATE,
    /** What is asked for. */
    EFFECT
  }

  /** A number for a unit and a period. */
  @FunctionalInterface
  interface Value {
    double at(int i, int t);
  }

  Column {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }

  /** Returns a column for every period in which there are rows, but the first. */
  static List<Column> periodEffects(Panel panel, boolean[][] rows) {
    List<Column> columns = new ArrayList<>();
    boolean first = true;
    for (int s = 0; s < panel.periods().length; s++) {
      boolean seen = false;
      for (boolean[] unit : rows) {
        seen |= unit[s];
      }
      if (seen && !first) {
        int period = s;
        columns.add(
            new Column(
                Kind.FIXED_EFFECT, PERIOD + panel.periods()[s], (i, t) -> t == period ? 1 : 0));
      }
      first &= !seen;
    }
    return columns;
  }

  /** Returns a column for every covariate of the panel. */
  static List<Column> covariates(Panel panel) {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < panel.covariateNames().size(); j++) {
      int covariate = j;
      columns.add(
          new Column(
              Kind.COVARIATE,
              panel.covariateNames().get(j),
              (i, t) -> panel.covariate(i, t, covariate)));
    }
    return columns;
  }

  /** Returns a column for every cohort that has rows. */
  static List<Column> cohortEffects(Panel panel, boolean[][] rows) {
    TreeSet<Integer> cohorts = new TreeSet<>();
    for (int i = 0; i < rows.length; i++) {
      for (boolean row : rows[i]) {
        if (row) {
          cohorts.add(panel.cohort(i));
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int g : cohorts) {
      columns.add(
          new Column(Kind.FIXED_EFFECT, "cohort " + g, (i, t) -> panel.cohort(i) == g ? 1 : 0));
    }
    return columns;
  }
}

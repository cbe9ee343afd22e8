package fi.lape.estimators.counts;

import fi.lape.estimators.did.AbsorbedEffects;
import fi.lape.estimators.estimate.ClusterRegression;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hipparchus.special.Gamma;

/** Counts what a Poisson regression used and left out, and how well it fits. */
final class CountModels {
  private final SeparatedPoisson separated;
  private final ConcentratedPoisson poisson;
  private final boolean[][] used;
  private final ClusterRegression.Parameters parameters;
  private final List<String> unitsWithoutEvents = new ArrayList<>();

  CountModels(
      Panel panel,
      SeparatedPoisson separated,
      ConcentratedPoisson poisson,
      AbsorbedEffects effects) {
    this.separated = separated;
    this.poisson = poisson;
    CountRows rows = separated.rows();
    used = new boolean[panel.size()][rows.periods()];
    TreeSet<Integer> groups = new TreeSet<>();
    TreeSet<Integer> seen = new TreeSet<>();
    TreeSet<Integer> silent = new TreeSet<>();
    long observations = 0;
    for (int r = 0; r < rows.size(); r++) {
      if (separated.uses(r)) {
        used[rows.unit(r)][rows.period(r)] = true;
        groups.add(rows.group(r));
        seen.add(rows.unit(r));
        observations++;
      } else if (!separated.groupHasEvents(r)) {
        silent.add(rows.unit(r));
      }
    }
    silent.removeAll(seen);
    silent.forEach(i -> unitsWithoutEvents.add(panel.id(i)));
    int coefficients = 0;
    for (int a = 0; a < poisson.independent().size(); a++) {
      coefficients += poisson.independent().place(a) >= rows.periods() ? 1 : 0;
    }
    int periods = poisson.independent().size() - coefficients;
    int notNested =
        switch (effects) {
          case UNIT -> periods + 1;
          case COHORT -> groups.size() + periods;
        };
    parameters =
        new ClusterRegression.Parameters(
            observations, coefficients, notNested, (long) groups.size() + periods);
  }

  /** Returns units × periods: the rows used. Not a copy. */
  boolean[][] used() {
    return used;
  }

  ClusterRegression.Parameters parameters() {
    return parameters;
  }

  List<String> unitsWithoutEvents() {
    return unitsWithoutEvents;
  }

  /**
   * @param cellNames one a cell
   */
  CountModel model(List<String> cellNames) {
    CountRows rows = separated.rows();
    double deviance = 0;
    double likelihood = 0;
    double pearson = 0;
    long left = 0;
    for (int r = 0; r < rows.size(); r++) {
      if (separated.uses(r)) {
        double w = rows.weight(r);
        double y = rows.count(r);
        double mu = poisson.fitted(r);
        deviance += 2 * w * ((y > 0 ? y * Math.log(y / mu) : 0) - (y - mu));
        likelihood += w * (y * Math.log(mu) - mu - Gamma.logGamma(y + 1));
        pearson += w * (y - mu) * (y - mu) / mu;
      } else {
        left++;
      }
    }
    List<String> silent = new ArrayList<>();
    for (int c = 0; c < rows.cells(); c++) {
      if (!separated.hasEvents(c)) {
        silent.add(cellNames.get(c));
      }
    }
    return new CountModel(
        parameters, deviance, likelihood, pearson, unitsWithoutEvents, silent, left);
  }
}

package fi.lape.jobs.register.effect;

import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.ClusterLevels;
import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.PreparedMoments;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One outcome of one population of the register, as the panel that a question is put to.
 *
 * <p>A unit's value is what happened over what it could have happened to, in the outcome's unit. It
 * weighs what it had of the latter in the last clean year, in every year alike. A unit that had
 * none of it in some year has no rate there and is left out, and counted.
 */
final class RegisterPanel implements PanelAccess {
  private final UnitPanel units;
  private final OutcomeCoverage coverage;
  private final Map<String, PreparedMoments> moments = new TreeMap<>();

  private RegisterPanel(UnitPanel units, OutcomeCoverage coverage) {
    this.units = units;
    this.coverage = coverage;
  }

  /**
   * What the panel is of.
   *
   * @param adoption year of adoption by municipality, {@link Panel#NEVER} for none; municipalities
   *     that are not named are no part of the panel
   * @param byAreaAndCohort whether the municipalities of an area that adopted in the same year are
   *     one unit
   */
  record Choice(
      RegisterOutcome outcome,
      Population population,
      Map<String, Integer> adoption,
      boolean byAreaAndCohort) {}

  /** Events and exposure of a unit under construction, one a year. */
  private static final class Sums {
    private final String area;
    private final int cohort;
    private final long[] events;
    private final long[] exposed;

    private Sums(String area, int cohort, int years) {
      this.area = area;
      this.cohort = cohort;
      this.events = new long[years];
      this.exposed = new long[years];
    }

    private boolean isComplete() {
      for (long held : exposed) {
        if (held <= 0) {
          return false;
        }
      }
      return true;
    }

    private double all(RegisterOutcome outcome) {
      double all = 0;
      for (long held : exposed) {
        all += outcome.exposure(held);
      }
      return all;
    }
  }

  static RegisterPanel of(CellSums cells, Choice choice, StudyPlan plan) {
    List<Integer> years = cells.years();
    TreeMap<String, Sums> sums = new TreeMap<>();
    int events = cells.place(choice.outcome().column());
    int exposed = cells.place(choice.outcome().exposureColumn());
    for (CellSums.Cell cell : cells.cells()) {
      Integer cohort = choice.adoption().get(cell.municipality());
      if (cohort != null && choice.population().holds(cell)) {
        String unit =
            choice.byAreaAndCohort()
                ? cell.area() + (cohort == Panel.NEVER ? "-never" : "-" + cohort)
                : cell.municipality();
        Sums held = sums.computeIfAbsent(unit, u -> new Sums(cell.area(), cohort, years.size()));
        int t = years.indexOf(cell.year());
        held.events[t] += cell.numbers()[events];
        held.exposed[t] += cell.numbers()[exposed];
      }
    }
    int base = Math.max(0, years.indexOf(plan.pre().lastCleanYear()));
    List<UnitPanel.Unit> units = new ArrayList<>();
    double all = 0;
    double left = 0;
    for (Map.Entry<String, Sums> unit : sums.entrySet()) {
      double mine = unit.getValue().all(choice.outcome());
      all += mine;
      if (unit.getValue().isComplete()) {
        units.add(unit(unit.getKey(), unit.getValue(), choice.outcome(), base));
      } else {
        left += mine;
      }
    }
    return new RegisterPanel(
        new UnitPanel(years.stream().mapToInt(Integer::intValue).toArray(), units),
        new OutcomeCoverage(
            choice.outcome().id(),
            years,
            List.of(),
            units.size(),
            (long) sums.size() - units.size(),
            all > 0 ? left / all : 0,
            0,
            (long) units.size() * years.size(),
            0));
  }

  private static UnitPanel.Unit unit(String id, Sums sums, RegisterOutcome outcome, int base) {
    int years = sums.events.length;
    double[] values = new double[years];
    double[] counts = new double[years];
    double[] exposure = new double[years];
    for (int t = 0; t < years; t++) {
      double exposed = outcome.exposure(sums.exposed[t]);
      counts[t] = sums.events[t];
      values[t] = outcome.scale() * counts[t] / exposed;
      exposure[t] = exposed * 1000 / outcome.scale(); // methods for counts give rates per 1 000
    }
    return new UnitPanel.Unit(
        id,
        sums.area,
        sums.cohort,
        outcome.exposure(sums.exposed[base]),
        values,
        values,
        values,
        counts,
        counts,
        exposure);
  }

  OutcomeCoverage coverage() {
    return coverage;
  }

  @Override
  public UnitPanel units(Question question) {
    return units;
  }

  @Override
  public synchronized PreparedMoments moments(Question question) {
    return moments.computeIfAbsent(
        ClusterLevels.clusterOf(question.analysis()),
        level ->
            new PreparedMoments(
                PanelMoments.of(
                    units.panel(UnitPanel.Measure.VALUE, UnitPanel.Hidden.MIDDLE, level)),
                Optional.empty()));
  }
}

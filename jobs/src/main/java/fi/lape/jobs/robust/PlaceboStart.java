package fi.lape.jobs.robust;

import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.UnitPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Adoption moved back in time: the first cohort adopts in the placebo year and all others as many
 * years after it as they truly did. Only years in which nobody can have been treated are kept, and
 * municipalities that adopted before the programme are left out, so an effect would be a sign that
 * adopters were on a course of their own.
 */
final class PlaceboStart {
  private PlaceboStart() {}

  /**
   * The panel with adoption moved; empty where nobody adopts after the last clean year.
   *
   * @param lastClean last year before the programme
   * @param anticipation years before adoption in which units may react already
   */
  static Optional<UnitPanel> of(UnitPanel panel, int year, int lastClean, int anticipation) {
    List<UnitPanel.Unit> later =
        panel.units().stream().filter(u -> u.cohort() > lastClean).toList();
    OptionalInt first =
        later.stream().mapToInt(UnitPanel.Unit::cohort).filter(g -> g != Panel.NEVER).min();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int back = first.getAsInt() - year;
    int last = Math.min(lastClean, first.getAsInt() - anticipation - 1);
    List<UnitPanel.Unit> moved = new ArrayList<>();
    for (UnitPanel.Unit unit : later) {
      moved.add(unit.cohort() == Panel.NEVER ? unit : unit.withCohort(unit.cohort() - back));
    }
    return Optional.of(panel.withUnits(moved).inYears(t -> t <= last));
  }
}

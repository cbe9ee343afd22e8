package fi.lape.jobs.release.attack;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A row of a release whose number is hidden, with the words by which a text would name it.
 *
 * @param unit names and code of the municipality, area or cohort; any of them names it
 * @param outcome names and identifier of the outcome
 * @param least no number below it can be the hidden one
 * @param most no number above it
 */
record HiddenRow(
    String unitCode, List<String> unit, List<String> outcome, int year, double least, double most) {

  /** Hidden rows of municipalities, areas and cohorts. */
  static List<HiddenRow> of(
      ReadRelease release, Map<String, Labels> outcomes, Map<String, Double> scales) {
    List<HiddenRow> rows = new ArrayList<>();
    Set<String> hidden = Set.of("C", "D");
    for (TableRow row : hidden(release.table("municipality_year"), "value", hidden)) {
      boolean small =
          row.text("conf_status").equals("C") && scales.containsKey(row.text("outcome"));
      double most =
          small
              ? scales.get(row.text("outcome"))
                  * (release.minCount() - 1)
                  / Math.max(1, row.number("children_0_17"))
              : Double.POSITIVE_INFINITY;
      String code = row.text("municipality_code");
      rows.add(
          row(
              code,
              CodeLists.standard().labels("panel_units", code),
              row,
              outcomes,
              0,
              Math.max(most, release.minCount() - 1)));
    }
    for (TableRow row : hidden(release.table("project_year"), "value", hidden)) {
      String code = row.text("area_code");
      rows.add(
          row(
              code,
              CodeLists.standard().labels("project_areas", code),
              row,
              outcomes,
              0,
              Double.POSITIVE_INFINITY));
    }
    for (TableRow row : hidden(release.table("cohort_series"), "mean", hidden)) {
      Optional<Integer> cohort = row.wholeIfAny("cohort");
      if (cohort.isPresent()) { // the others have many names and are never few
        rows.add(
            row(
                cohort.get().toString(),
                Optional.empty(),
                row,
                outcomes,
                0,
                Double.POSITIVE_INFINITY));
      }
    }
    return rows;
  }

  private static List<TableRow> hidden(ReleaseTable table, String column, Set<String> codes) {
    return table.rows(r -> r.isEmpty(column) && codes.contains(r.text("conf_status")));
  }

  private static HiddenRow row(
      String code,
      Optional<Labels> names,
      TableRow row,
      Map<String, Labels> outcomes,
      double least,
      double most) {
    List<String> unit = new ArrayList<>(List.of(code));
    names.ifPresent(n -> unit.addAll(List.of(n.fi(), n.sv(), n.en())));
    String id = row.text("outcome");
    List<String> outcome = new ArrayList<>(List.of(id));
    Optional.ofNullable(outcomes.get(id))
        .ifPresent(n -> outcome.addAll(List.of(n.fi(), n.sv(), n.en())));
    return new HiddenRow(code, unit, outcome, row.whole("year"), least, most);
  }
}

package fi.lape.jobs.release.attack;

import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One outcome and year of one release.
 *
 * @param municipalities by code
 * @param byYear children of every municipality in every year, which weights come from
 * @param complete codes with a figure in every year of the series
 */
record Block(
    String release,
    int minCount,
    OutcomeRule rule,
    int year,
    Map<String, TableRow> municipalities,
    List<TableRow> areas,
    List<TableRow> means,
    Map<Integer, Map<String, Double>> byYear,
    Set<String> complete,
    List<TableRow> treatments) {

  /** Blocks of a release by outcome and year. */
  static Map<String, Block> of(ReadRelease release, OutcomeRule rule) {
    Map<Integer, Map<String, TableRow>> municipalities = new TreeMap<>();
    Map<Integer, Map<String, Double>> children = new TreeMap<>();
    for (TableRow row :
        release.table("municipality_year").rows(r -> r.text("outcome").equals(rule.outcome()))) {
      municipalities
          .computeIfAbsent(row.whole("year"), y -> new TreeMap<>())
          .put(row.text("municipality_code"), row);
      children
          .computeIfAbsent(row.whole("year"), y -> new TreeMap<>())
          .put(row.text("municipality_code"), row.number("children_0_17"));
    }
    List<TableRow> means =
        release.table("cohort_series").rows(r -> r.text("outcome").equals(rule.outcome()));
    Set<String> complete = complete(municipalities, means);
    Map<String, Block> blocks = new TreeMap<>();
    municipalities.forEach(
        (year, rows) ->
            blocks.put(
                rule.outcome() + "/" + year,
                new Block(
                    release.name(),
                    release.minCount(),
                    rule,
                    year,
                    rows,
                    release
                        .table("project_year")
                        .rows(
                            r ->
                                r.text("outcome").equals(rule.outcome())
                                    && r.whole("year") == year),
                    means.stream().filter(r -> r.whole("year") == year).toList(),
                    children,
                    complete,
                    release.table("municipality_treatment").rows())));
    return blocks;
  }

  private static Set<String> complete(
      Map<Integer, Map<String, TableRow>> municipalities, List<TableRow> means) {
    Set<String> complete = new TreeSet<>();
    List<Integer> years = means.stream().map(r -> r.whole("year")).distinct().toList();
    boolean first = true;
    for (int year : years) {
      Set<String> have = new TreeSet<>();
      municipalities
          .getOrDefault(year, Map.of())
          .forEach(
              (code, row) -> {
                if (hasFigure(row)) {
                  have.add(code);
                }
              });
      if (first) {
        complete.addAll(have);
      } else {
        complete.retainAll(have);
      }
      first = false;
    }
    return complete;
  }

  /** Whether there is a number, shown or hidden. */
  static boolean hasFigure(TableRow row) {
    String status = row.text("obs_status");
    return status.equals("PUBLISHED") || status.equals("SUPPRESSED");
  }

  /** Municipalities of an area. */
  List<TableRow> within(String area) {
    List<TableRow> within = new ArrayList<>();
    for (TableRow row : municipalities.values()) {
      if (row.text("area_code").equals(area)) {
        within.add(row);
      }
    }
    return within;
  }
}

package fi.lape.jobs.disclose.files;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of the rules as files, with the place of every row and the sums that tie places. Reads
 * no number: the same for tables before and after something was hidden in them.
 *
 * @param tables in the order of the rules
 * @param places of the rows, by table
 * @param sums each once, whichever table shows it
 */
record LinkedFiles(List<TextTable> tables, List<List<Place>> places, Set<Sum> sums) {

  /**
   * A total and its parts.
   *
   * @param partial whether the total may hold more than the parts that are shown
   */
  record Sum(Place total, List<Place> parts, String file, boolean partial) {}

  /**
   * Reads tables.
   *
   * @param folder of the tables
   * @param parents folder of the files that say what is summed into what
   */
  static LinkedFiles read(DisclosureRules rules, Path folder, Path parents) {
    List<TextTable> tables = new ArrayList<>();
    List<List<Place>> places = new ArrayList<>();
    List<Map<String, Hierarchy>> hierarchies = new ArrayList<>();
    Set<Place> everywhere = new LinkedHashSet<>();
    for (DisclosureRules.Table rule : rules.tables()) {
      TextTable table = TextTable.read(folder.resolve(rule.file()));
      Map<String, Hierarchy> byDimension = new TreeMap<>();
      rule.dimensions().forEach((name, d) -> byDimension.put(name, Hierarchy.of(d, parents)));
      List<Place> ofTable = places(rule, table, byDimension);
      tables.add(table);
      places.add(ofTable);
      hierarchies.add(byDimension);
      everywhere.addAll(ofTable);
    }
    Map<List<Object>, Sum> sums = new LinkedHashMap<>();
    for (int t = 0; t < rules.tables().size(); t++) {
      DisclosureRules.Table rule = rules.tables().get(t);
      List<Place> ofTable = places.get(t);
      hierarchies
          .get(t)
          .forEach(
              (name, hierarchy) ->
                  sums(rule, name, hierarchy, ofTable, everywhere)
                      .forEach(sum -> sums.putIfAbsent(List.of(sum.total(), sum.parts()), sum)));
    }
    return new LinkedFiles(tables, places, new LinkedHashSet<>(sums.values()));
  }

  private static List<Place> places(
      DisclosureRules.Table rule, TextTable table, Map<String, Hierarchy> hierarchies) {
    Map<String, Integer> columns = new TreeMap<>();
    rule.dimensions().forEach((name, d) -> columns.put(name, table.column(d.column())));
    List<Place> places = new ArrayList<>();
    Map<Place, Integer> seen = new HashMap<>();
    for (int row = 0; row < table.rows().size(); row++) {
      SortedMap<String, String> codes = new TreeMap<>();
      for (Map.Entry<String, Integer> column : columns.entrySet()) {
        String text = table.rows().get(row).get(column.getValue()).strip();
        codes.put(column.getKey(), hierarchies.get(column.getKey()).code(text));
      }
      Place place = Place.of(rule.measure(), codes);
      Integer before = seen.putIfAbsent(place, row);
      if (before != null) {
        throw new JobException(
            ExitCode.DATA,
            "TABLE_ROW_TWICE",
            "lines %d and %d of the table '%s' are about the same: %s. A number that is there twice cannot be hidden once. Add the dimension that tells them apart to the rules, or remove one."
                .formatted(before + 2, row + 2, table.file(), place));
      }
      places.add(place);
    }
    return places;
  }

  /**
   * The sums over one dimension, everything else equal; the total may be in another table, such as
   * the area of a table of municipalities.
   */
  private static List<Sum> sums(
      DisclosureRules.Table rule,
      String dimension,
      Hierarchy hierarchy,
      List<Place> places,
      Set<Place> shown) {
    Map<Place, List<Place>> parts = new LinkedHashMap<>();
    for (Place place : places) {
      String code = place.codes().getOrDefault(dimension, Hierarchy.TOTAL);
      Optional<Place> total =
          hierarchy.parent(code).map(p -> place.with(dimension, p)).filter(shown::contains);
      total.ifPresent(t -> parts.computeIfAbsent(t, x -> new ArrayList<>()).add(place));
    }
    boolean partial = rule.dimensions().get(dimension).partial();
    List<Sum> sums = new ArrayList<>();
    parts.forEach((total, of) -> sums.add(new Sum(total, List.copyOf(of), rule.file(), partial)));
    return sums;
  }
}

package fi.lape.jobs.disclose.files;

import fi.lape.jobs.disclose.Cell;
import fi.lape.jobs.disclose.CellTable;
import fi.lape.jobs.disclose.Relation;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers of the files as cells and the sums as relations, checked against each other. */
final class TablesOfFiles {
  /** Totals of amounts may differ from their parts by this share, as rounded amounts do. */
  private static final double ROUNDING = 1e-6;

  private final DisclosureRules rules;
  private final LinkedFiles files;
  private final Map<Place, Integer> indexes = new LinkedHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();

  private TablesOfFiles(DisclosureRules rules, LinkedFiles files) {
    this.rules = rules;
    this.files = files;
  }

  /** The table to solve, and which place is which of its cells. */
  record Result(CellTable table, Map<Place, Integer> indexes) {}

  static Result of(DisclosureRules rules, LinkedFiles files) {
    TablesOfFiles made = new TablesOfFiles(rules, files);
    made.addCells();
    files.sums().forEach(made::addSum);
    return new Result(new CellTable(made.cells, made.relations), Map.copyOf(made.indexes));
  }

  private void addCells() {
    PrimaryRules primary = new PrimaryRules(rules);
    Map<Place, String> firstFile = new HashMap<>();
    for (int t = 0; t < files.tables().size(); t++) {
      TextTable table = files.tables().get(t);
      DisclosureRules.Table rule = rules.tables().get(t);
      int value = table.column(rule.value());
      for (int row = 0; row < table.rows().size(); row++) {
        OptionalDouble number = table.number(row, value);
        Place place = files.places().get(t).get(row);
        if (number.isEmpty()) {
          continue;
        }
        Cell cell = cell(primary, rule, table, row, place, number.getAsDouble());
        Integer known = indexes.putIfAbsent(place, cells.size());
        if (known == null) {
          cells.add(cell);
          firstFile.put(place, table.file());
        } else if (!isClose(cells.get(known).value(), cell.value())) {
          throw new JobException(
              ExitCode.DATA,
              "TABLES_DISAGREE",
              "the tables '%s' and '%s' show different numbers for %s. Numbers that are the same thing must be equal to be hidden together. Correct one, or give them different measures in the rules."
                  .formatted(firstFile.get(place), table.file(), place));
        } else if (cell.role() == Cell.Role.PRIMARY) {
          cells.set(known, cell); // one table can know more of the contributors than another
        }
      }
    }
  }

  private Cell cell(
      PrimaryRules primary,
      DisclosureRules.Table rule,
      TextTable table,
      int row,
      Place place,
      double number) {
    double cost = place.codes().size() < rule.dimensions().size() ? rules.costOfTotals() : 1;
    if (rule.isCount()) {
      return primary.count(place.toString(), number, number(table, row, rule.of()), cost);
    }
    return primary.amount(
        place.toString(),
        number,
        new PrimaryRules.Contributions(
            number(table, row, rule.contributors()),
            number(table, row, rule.largest()),
            number(table, row, rule.second())),
        cost);
  }

  private static OptionalDouble number(TextTable table, int row, Optional<String> column) {
    return column.isPresent()
        ? table.number(row, table.column(column.get()))
        : OptionalDouble.empty();
  }

  /** A sum with a number that is not there tells nothing that has to be defended against. */
  private void addSum(LinkedFiles.Sum sum) {
    if (!indexes.containsKey(sum.total()) || !indexes.keySet().containsAll(sum.parts())) {
      return;
    }
    int total = indexes.get(sum.total());
    List<Integer> parts = new ArrayList<>(sum.parts().stream().map(indexes::get).toList());
    double rest =
        cells.get(total).value() - parts.stream().mapToDouble(p -> cells.get(p).value()).sum();
    double slack = ROUNDING * Math.max(1, cells.get(total).value());
    if (Math.abs(rest) > slack && !(sum.partial() && rest > 0)) {
      throw new JobException(
          ExitCode.DATA,
          "TABLE_NOT_ADDITIVE",
          "in the table '%s' the parts of %s do not sum to it. What can be worked out from a total depends on it. Correct the table, correct the dimension, or say 'partial: true' where codes are left out."
              .formatted(sum.file(), sum.total()));
    }
    if (sum.partial()) {
      parts.add(cells.size());
      cells.add(
          new Cell(
              "not shown of " + sum.total(),
              Math.max(0, rest),
              Cell.Role.PRIMARY,
              0,
              Double.POSITIVE_INFINITY,
              new Cell.Protection(0, 0, 0),
              1,
              false));
    }
    relations.add(Relation.sum(total, parts.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static boolean isClose(double a, double b) {
    return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}

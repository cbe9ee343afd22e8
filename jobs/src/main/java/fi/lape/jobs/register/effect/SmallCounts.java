package fi.lape.jobs.register.effect;

import fi.lape.jobs.analysis.EstimateRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hides numbers that rest on fewer children than the plan lets be told, and one more of a grouping
 * where the whole and all groups but one would give the hidden one away.
 */
final class SmallCounts {
  /** Why a number is withheld. */
  static final String REASON = "DISCLOSURE_SMALL_COUNT";

  private final int least;

  /**
   * @param least children that a number must rest on
   */
  SmallCounts(int least) {
    this.least = least;
  }

  /** A number with the population and the people it is of. */
  record Counted(EstimateRow row, Population population, long people) {
    static Counted of(EstimateRow row, RegisterQuestion asked) {
      return new Counted(row, asked.population(), asked.people().behind(row.key()));
    }
  }

  /** The numbers of one outcome of one analysis, in their order, hidden where they must be. */
  List<EstimateRow> apply(List<Counted> rows) {
    Set<Integer> hidden = new HashSet<>();
    Map<String, List<Integer>> groupings = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Counted row = rows.get(i);
      if (row.row().estimate().isPresent() && row.people() < least) {
        hidden.add(i);
      }
      if (!row.population().isAll()) {
        groupings
            .computeIfAbsent(
                row.row().method() + " " + row.row().key() + " " + row.population().grouping(),
                g -> new ArrayList<>())
            .add(i);
      }
    }
    for (List<Integer> groups : groupings.values()) {
      List<Integer> shown = groups.stream().filter(i -> !hidden.contains(i)).toList();
      if (shown.size() == groups.size() - 1 && !shown.isEmpty()) {
        int smallest = shown.get(0);
        for (int i : shown) {
          smallest = rows.get(i).people() < rows.get(smallest).people() ? i : smallest;
        }
        hidden.add(smallest);
      }
    }
    List<EstimateRow> protectedRows = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      EstimateRow row = rows.get(i).row();
      protectedRows.add(hidden.contains(i) ? row.hidden(REASON) : row);
    }
    return protectedRows;
  }
}

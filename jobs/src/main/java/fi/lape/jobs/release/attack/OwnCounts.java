package fi.lape.jobs.release.attack;

import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Finds hidden counts of one child in what would be released if nothing were hidden. */
public final class OwnCounts {
  private OwnCounts() {}

  /**
   * Counts of one that are hidden.
   *
   * @param draft municipalities as they are
   * @param shown municipalities as they are released
   */
  public static List<OwnCount> of(ReleaseTable draft, ReleaseTable shown, List<OutcomeRule> rules) {
    Set<String> hidden = new HashSet<>();
    shown.rows(r -> r.isEmpty("value")).forEach(row -> hidden.add(key(row)));
    List<OwnCount> own = new ArrayList<>();
    for (OutcomeRule rule : rules) {
      if (rule.kind() == OutcomeRule.Kind.CHILDREN) {
        for (TableRow row :
            draft.rows(
                r ->
                    r.text("outcome").equals(rule.outcome())
                        && r.text("obs_status").equals("PUBLISHED"))) {
          OptionalDouble count = rule.count(row);
          if (count.isPresent()
              && Math.round(count.getAsDouble()) == 1
              && hidden.contains(key(row))) {
            own.add(
                new OwnCount(
                    row.text("municipality_code"),
                    row.whole("year"),
                    rule.outcome(),
                    count.getAsDouble()));
          }
        }
      }
    }
    return own;
  }

  private static String key(TableRow row) {
    return row.text("municipality_code") + "/" + row.text("outcome") + "/" + row.whole("year");
  }
}

package fi.lape.jobs.release.disclosure;

import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.HashSet;
import java.util.Set;

/**
 * Tables that are drawn beside an estimate are shown with it or not at all: its course, its honest
 * intervals, and what costs make of it.
 */
final class ShownHeadlines {
  private final Set<String> questions = new HashSet<>();
  private final Set<String> withheldTimes = new HashSet<>();
  private final Set<String> costed = new HashSet<>();

  private ShownHeadlines(Release shown) {
    for (TableRow row : shown.table("effect_estimate").rows()) {
      boolean given = row.text("estimate_status").equals("ESTIMATED");
      if (given && Estimands.isHeadline(row.text("method"), row.text("estimand"))) {
        questions.add(question(row));
      }
      if (!row.isEmpty("event_time") && row.text("estimate_status").equals("WITHHELD")) {
        withheldTimes.add(question(row) + "/" + row.whole("event_time"));
      }
    }
    for (TableRow row :
        shown
            .table("cost_effectiveness")
            .rows(r -> r.text("measure").equals("effect-total") && !r.isEmpty("value"))) {
      costed.add(row.text("analysis"));
    }
  }

  /** The release without what belongs to estimates that it does not show. */
  static Release only(Release shown) {
    ShownHeadlines headlines = new ShownHeadlines(shown);
    ReleaseTable course = shown.table("event_study");
    Set<String> broken = new HashSet<>(); // one year withheld could be read off the others' bands
    for (TableRow row : course.rows()) {
      if (headlines.withheldTimes.contains(question(row) + "/" + row.whole("event_time"))) {
        broken.add(question(row));
      }
    }
    return shown
        .with(course.without(r -> !headlines.shows(r) || broken.contains(question(r))))
        .with(
            shown
                .table("honest_did")
                .without(r -> !headlines.shows(r) || broken.contains(question(r))))
        .with(shown.table("cost_plane").without(headlines::isNotCosted))
        .with(shown.table("cost_sensitivity").without(headlines::isNotCosted));
  }

  private boolean shows(TableRow row) {
    return questions.contains(question(row));
  }

  private boolean isNotCosted(TableRow row) {
    return !costed.contains(row.text("analysis"));
  }

  private static String question(TableRow row) {
    return row.text("analysis") + "/" + row.text("outcome");
  }
}

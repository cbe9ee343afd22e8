package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.TableRow;

/**
 * What may be said of an estimate. Only an adoption can have an effect: a dose or a package was
 * chosen or allotted, so a difference is an association whatever its interval.
 */
enum Verdict {
  LOWER("effect"),
  HIGHER("effect"),
  NOT_DISTINGUISHABLE("none"),
  ASSOCIATION("association"),
  NO_ASSOCIATION("none"),
  CONTROL_AS_EXPECTED("none"),
  CONTROL_MOVED("warning"),
  INTERVAL_NOT_VALID("warning"),
  WITHHELD("withheld"),
  NOT_ESTIMABLE("withheld");

  private final String tone;

  Verdict(String tone) {
    this.tone = tone;
  }

  /** How it looks: effect, none, association, warning or withheld. */
  String tone() {
    return tone;
  }

  /** Key of its words. */
  String key() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  static Verdict of(TableRow row, StudyPlan plan) {
    if (row.text("estimate_status").equals("WITHHELD")) {
      return WITHHELD;
    }
    if (row.isEmpty("estimate")) {
      return NOT_ESTIMABLE;
    }
    boolean hasInterval = !row.isEmpty("ci_low") && !row.isEmpty("ci_high");
    if (!hasInterval || row.text("inference_status").equals("NOT_VALID")) {
      return INTERVAL_NOT_VALID;
    }
    boolean holdsZero = row.number("ci_low") <= 0 && row.number("ci_high") >= 0;
    if (isControl(row, plan)) {
      return holdsZero ? CONTROL_AS_EXPECTED : CONTROL_MOVED;
    }
    if (!isCausal(row, plan)) {
      return holdsZero ? NO_ASSOCIATION : ASSOCIATION;
    }
    if (holdsZero) {
      return NOT_DISTINGUISHABLE;
    }
    return row.number("estimate") < 0 ? LOWER : HIGHER;
  }

  private static boolean isControl(TableRow row, StudyPlan plan) {
    return plan.analyses().stream()
        .filter(a -> a.id().equals(row.text("analysis")))
        .anyMatch(a -> a.role().filter("negative-control"::equals).isPresent());
  }

  private static boolean isCausal(TableRow row, StudyPlan plan) {
    return plan.treatments().stream()
        .filter(t -> t.id().equals(row.text("treatment")))
        .anyMatch(t -> t.kind().equals("adoption") && t.causal().orElse(true));
  }
}

package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;

/**
 * So much of a dose as a slope is given for, so that it can be read: a euro a child, or all the
 * children of an area, would be too little and too much.
 *
 * @param size in the unit of the dose
 * @param shown the number that stands in the text
 * @param decimals the slope needs more than one for a unit of dose
 */
record DoseStep(double size, double shown, int decimals, String measure) {
  private static final DoseStep NONE = new DoseStep(1, 1, 0, "");

  /** The step of a treatment; one that is no dose has none. */
  static DoseStep of(StudyPlan.Treatment treatment) {
    if (!treatment.kind().equals("dose")) {
      return NONE;
    }
    String measure = treatment.measure().orElse("");
    return switch (measure) {
      case "component-coverage" -> new DoseStep(0.1, 10, 1, measure);
      case "staff-per-1000-children" -> new DoseStep(1, 1, 0, measure);
      default -> new DoseStep(10, 10, -1, measure);
    };
  }

  boolean isDose() {
    return !measure.isEmpty();
  }

  /** "for 10 € per child more" and the like; empty for what is no dose. */
  String inWords(Words words) {
    return isDose() ? words.get("for-dose." + measure, words.numbers().whole(shown)) : "";
  }

  /** The unit of a slope along an axis. */
  String axis(Words words, String unit) {
    return isDose()
        ? words.get(
            "axis.for-dose", unit, words.get("dose-step." + measure, words.numbers().whole(shown)))
        : unit;
  }
}

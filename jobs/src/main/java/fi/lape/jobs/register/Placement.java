package fi.lape.jobs.register;

import java.util.Arrays;
import java.util.List;

/**
 * A row of the placement register.
 *
 * @param start first day, as days since 1970
 * @param end day of its end, not counted; {@link #OPEN} where there is none yet
 * @param unit panel unit responsible, as a number
 */
record Placement(int start, int end, int unit, Form form, Decision decision) {
  /** Later than any day of any register. */
  static final int OPEN = Integer.MAX_VALUE;

  /** Forms by the codes of the list {@code placement_forms}. */
  enum Form {
    FOSTER_FAMILY("foster-family", Measure.DAYS_FOSTER_FAMILY),
    PROFESSIONAL_FAMILY_HOME("professional-family-home", Measure.DAYS_PROFESSIONAL_FAMILY_HOME),
    INSTITUTION("institution", Measure.DAYS_INSTITUTION),
    OTHER("other", Measure.DAYS_OTHER_FORM);

    private final String code;
    private final Measure days;

    Form(String code, Measure days) {
      this.code = code;
      this.days = days;
    }

    Measure days() {
      return days;
    }

    /** The codes, in the order of the constants. */
    static List<String> codes() {
      return Arrays.stream(values()).map(f -> f.code).toList();
    }
  }

  /** Grounds by the codes of the list {@code placement_decisions}. */
  enum Decision {
    EMERGENCY("emergency"),
    OPEN_CARE("open-care-placement"),
    CARE_ORDER("care-order"),
    AFTER_CARE("after-care");

    private final String code;

    Decision(String code) {
      this.code = code;
    }

    /** The codes, in the order of the constants. */
    static List<String> codes() {
      return Arrays.stream(values()).map(d -> d.code).toList();
    }
  }

  boolean isOn(int day) {
    return start <= day && day < end;
  }

  boolean isAfterCare() {
    return decision == Decision.AFTER_CARE;
  }

  /**
   * Whether a day that both cover counts for this one: the later begun, which is where the child
   * went; of two begun together the longer, then the one later in the code lists.
   */
  boolean goesBefore(Placement other) {
    if (start != other.start) {
      return start > other.start;
    }
    if (end != other.end) {
      return end > other.end;
    }
    int decisions = decision.compareTo(other.decision);
    if (decisions != 0) {
      return decisions > 0;
    }
    int forms = form.compareTo(other.form);
    return forms != 0 ? forms > 0 : unit > other.unit;
  }
}

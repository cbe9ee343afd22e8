package fi.lape.jobs.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be asked of the child register: one column of {@code register_cell} over another, and
 * the people whose small number must not be told.
 */
public enum RegisterOutcome {
  ENTRY_RATE("corrective", "per-1000", "entries", Per.CHILD_YEAR, "children_entered"),
  DAYS_IN_CARE(
      "corrective", "days-per-child-year", "days_in_care", Per.CHILD_YEAR, "children_placed"),
  INSTITUTION_SHARE(
      "corrective",
      "percent",
      "days_institution",
      Per.DAY_IN_CARE,
      "children_in_institution",
      "children_in_other_care"),
  REENTRY_SHARE(
      "corrective", "percent", "reentries", Per.EXIT, "children_returned", "children_left"),
  OPEN_CARE_SUPPORT(
      "corrective", "per-1000", "open_care_support", Per.CHILD_YEAR, "children_open_care_support"),
  PSYCHIATRY("corrective", "per-1000", "psychiatry", Per.CHILD_YEAR, "children_psychiatry"),
  FAMILY_COUNSELLING(
      "preventive",
      "per-1000",
      "family_counselling",
      Per.CHILD_YEAR,
      "children_family_counselling"),
  HOME_HELP("preventive", "per-1000", "home_help", Per.CHILD_YEAR, "children_home_help");

  private static final String PREFIX = "register-";
  private static final double DAYS_A_YEAR = 365.25;

  private final String family;
  private final String unit;
  private final String column;
  private final Per per;
  private final String people; // names with spaces between: an enum holds nothing that can change

  RegisterOutcome(String family, String unit, String column, Per per, String... people) {
    this.family = family;
    this.unit = unit;
    this.column = column;
    this.per = per;
    this.people = String.join(" ", people);
  }

  /** What the outcome is divided by. */
  private enum Per {
    CHILD_YEAR("days_at_risk", 1 / DAYS_A_YEAR),
    DAY_IN_CARE("days_in_care", 1),
    EXIT("exits", 1);

    private final String column;
    private final double factor;

    Per(String column, double factor) {
      this.column = column;
      this.factor = factor;
    }
  }

  /** The plan's word: {@code entry-rate}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Name in results, which no indicator's can be taken for: {@code register-entry-rate}. */
  public String id() {
    return PREFIX + word();
  }

  /** The outcome with a word of a plan, if there is one. */
  public static Optional<RegisterOutcome> of(String word) {
    return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
  }

  /** All words. */
  static List<String> words() {
    return Arrays.stream(values()).map(RegisterOutcome::word).toList();
  }

  /** Column of {@code register_cell} with what happened. */
  public String column() {
    return column;
  }

  /** Column of {@code register_cell} with what it could have happened to. */
  public String exposureColumn() {
    return per.column;
  }

  /** Columns of {@code register_cell} with numbers of people that must not be small. */
  public List<String> people() {
    return List.of(people.split(" "));
  }

  /** Child-years, days in care or exits, of what the exposure column holds. */
  public double exposure(long held) {
    return held * per.factor;
  }

  /** What one event for one unit of exposure is in the outcome's unit. */
  public double scale() {
    return switch (unit) {
      case "per-1000" -> 1000;
      case "percent" -> 100;
      default -> 1;
    };
  }

  /** The same as an outcome of a study. */
  public StudyPlan.Outcome outcome() {
    return new StudyPlan.Outcome(
        id(),
        new StudyPlan.Source(Optional.empty(), Optional.empty()),
        "rate",
        Optional.of(unit),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        family,
        Optional.empty(),
        Optional.empty());
  }
}

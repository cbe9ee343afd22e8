package fi.lape.jobs.plan;

import static java.util.Objects.requireNonNull;

/**
 * One run of an analysis: as planned, or with one choice changed.
 *
 * @param id {@code main}, or words of the plan such as {@code without-eka}; unique in an analysis
 * @param choice what was chosen in the dimension: an area code, a year, a number or a word
 */
public record Specification(String id, Dimension dimension, String choice) {
  /** As the plan has it. */
  public static final Specification MAIN = new Specification("main", Dimension.MAIN, "main");

  /** In what a run differs from the plan. */
  public enum Dimension {
    MAIN("main", true),
    AREA("area", true),
    ANTICIPATION("anticipation", true),
    CONTROLS("controls", true),
    WEIGHTS("weights", true),
    DIVISION("division", true),
    YEARS("years", true),
    METHOD("method", true),
    HIDDEN_CELLS("hidden-cells", true),
    PLACEBO_YEAR("placebo-year", false),
    NEGATIVE_CONTROL("negative-control", false);

    private final String word;
    private final boolean comparable;

    Dimension(String word, boolean comparable) {
      this.word = word;
      this.comparable = comparable;
    }

    /** The code in the list {@code specification_dimension}. */
    public String word() {
      return word;
    }

    /** Whether such runs estimate the same quantity as the plan; others should be near zero. */
    public boolean comparable() {
      return comparable;
    }
  }

  public Specification {
    requireNonNull(id, "id is null");
    requireNonNull(dimension, "dimension is null");
    requireNonNull(choice, "choice is null");
  }
}

package fi.lape.jobs.plan;

import fi.lape.jobs.plan.Specification.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an analysis's {@code robustness}, taken apart.
 *
 * @param dimension what it changes
 * @param argument what it names: an area, a year, a number, a group, a method; {@link #ALL} where
 *     it stands for all there are
 */
record RobustnessWord(String word, Dimension dimension, String argument) {
  /** Every area, every possible placebo year, every break, every negative control. */
  static final String ALL = "all";

  /** Every form, as it is told to whoever wrote another. */
  static final List<String> FORMS =
      List.of(
          "leave-one-area-out",
          "without-<area>",
          "anticipation-<years>",
          "placebo-years",
          "placebo-<year>",
          "negative-controls",
          "controls-never-treated",
          "controls-not-yet-treated",
          "weights-base",
          "weights-equal",
          "weights-by-period",
          "division-<year>",
          "break-years",
          "without-<year>",
          "without-<year>-on",
          "method-<method>",
          "suppressed-at-0",
          "suppressed-at-4");

  private record Form(Pattern pattern, Dimension dimension) {}

  /** A form without a group stands for all there are. */
  private static final List<Form> PATTERNS =
      List.of(
          form("leave-one-area-out", Dimension.AREA),
          form("break-years", Dimension.YEARS),
          form("without-(\\d{4}(?:-on)?)", Dimension.YEARS),
          form("without-([a-z]+)", Dimension.AREA),
          form("anticipation-(\\d)", Dimension.ANTICIPATION),
          form("placebo-years", Dimension.PLACEBO_YEAR),
          form("placebo-(\\d{4})", Dimension.PLACEBO_YEAR),
          form("negative-controls", Dimension.NEGATIVE_CONTROL),
          form("controls-(never-treated|not-yet-treated)", Dimension.CONTROLS),
          form("weights-(base|equal|by-period)", Dimension.WEIGHTS),
          form("division-(\\d{4})", Dimension.DIVISION),
          form("method-([a-z0-9-]+)", Dimension.METHOD),
          form("suppressed-at-([04])", Dimension.HIDDEN_CELLS));

  private static Form form(String pattern, Dimension dimension) {
    return new Form(Pattern.compile(pattern), dimension);
  }

  /** The word taken apart; empty where it has none of the forms. */
  static Optional<RobustnessWord> of(String word) {
    for (Form form : PATTERNS) {
      Matcher matcher = form.pattern().matcher(word);
      if (matcher.matches()) {
        return Optional.of(
            new RobustnessWord(
                word, form.dimension(), matcher.groupCount() == 0 ? ALL : matcher.group(1)));
      }
    }
    return Optional.empty();
  }

  /** Whether it stands for all there are. */
  boolean isAll() {
    return argument.equals(ALL);
  }
}

package fi.lape.estimators.error;

import static java.util.Objects.requireNonNull;

/**
 * A mistake of the user or of the data, worded {@code CODE: problem with values. Why. What to
 * change, and where.}
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final ExitCategory category;
  private final String onCommand;

  EvaluationException(ExitCategory category, String code, String text) {
    this(category, code, text, "", "");
  }

  /**
   * With what to change in a study plan, and in the options of a command that has no plan.
   *
   * @param inPlan follows the text
   * @param onCommand follows the text instead
   */
  EvaluationException(
      ExitCategory category, String code, String text, String inPlan, String onCommand) {
    super(code + ": " + text + inPlan);
    this.category = requireNonNull(category, "category is null");
    this.code = requireNonNull(code, "code is null");
    this.onCommand = text + onCommand;
  }

  /** Returns what follows the code, for somebody who gave options and no study plan. */
  public String textForCommand() {
    return onCommand;
  }

  /** Returns the code the message begins with. */
  public String code() {
    return code;
  }

  /** Returns the kind of mistake. */
  public ExitCategory category() {
    return category;
  }
}

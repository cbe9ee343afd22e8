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

  EvaluationException(ExitCategory category, String code, String text) {
    super(code + ": " + text);
    this.category = requireNonNull(category, "category is null");
    this.code = requireNonNull(code, "code is null");
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

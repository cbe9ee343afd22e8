package fi.lape.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A contract, code list or document is not as promised. The message reads {@code CODE: problem with
 * values. Why. What to change, and where.}
 */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  SchemaException(String code, String sentences) {
    super(code + ": " + sentences);
    this.code = requireNonNull(code, "code is null");
  }

  /** The code at the start of the message, stable between versions. */
  public String code() {
    return code;
  }
}

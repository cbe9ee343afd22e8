package fi.lape.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A contract, code list or document is not as promised. The message reads {@code CODE: problem with
 * values. Why. What to change, and where.}
 */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean ofRequest;

  SchemaException(String code, String sentences) {
    this(code, sentences, false);
  }

  private SchemaException(String code, String sentences, boolean ofRequest) {
    super(code + ": " + sentences);
    this.code = requireNonNull(code, "code is null");
    this.ofRequest = ofRequest;
  }

  /** A fault of what was asked for by a plan or an argument, not of data or contracts. */
  static SchemaException ofRequest(String code, String sentences) {
    return new SchemaException(code, sentences, true);
  }

  /** Whether the plan or an argument is to be corrected; else it is data or a contract. */
  public boolean isOfRequest() {
    return ofRequest;
  }

  /** The code at the start of the message, stable between versions. */
  public String code() {
    return code;
  }
}

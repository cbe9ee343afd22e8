package fi.lape.schemas;

/**
 * A symbol a producer writes in place of a number.
 *
 * @param code code of the meaning
 * @param symbol text in the source; empty text for a field left empty
 * @param obsStatus observation status it gives; {@code PUBLISHED} for the true zero
 * @param labels fi, sv and en name
 */
public record MissingSymbol(String code, String symbol, String obsStatus, Labels labels) {
  /** True for the symbol of a true zero. */
  public boolean isZero() {
    return obsStatus.equals("PUBLISHED");
  }
}

package fi.lape.schemas;

/**
 * One thing wrong with a document.
 *
 * @param pointer JSON pointer of the place, empty text for the document itself
 * @param message what is wrong there, in words, without the pointer
 */
public record DocumentFault(String pointer, String message) {
  /** Pointer and message as one line; the document itself is written {@code /}. */
  public String line() {
    return (pointer.isEmpty() ? "/" : pointer) + ": " + message;
  }
}

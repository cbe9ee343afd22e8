package fi.lape.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/**
 * Turns a JSON parser's complaint into a code and a place, leaving its quotation of the text out.
 */
final class JsonFaults {
  private JsonFaults() {}

  static BrokenFileException at(JsonProcessingException e, long record) {
    String line = e.getLocation() == null ? "its beginning" : "line " + e.getLocation().getLineNr();
    String place = record > 0 ? line + " (record %d)".formatted(record) : line;
    return e instanceof JsonEOFException
        ? new BrokenFileException("FILE_TRUNCATED", place)
        : new BrokenFileException("DOCUMENT_MALFORMED", place);
  }
}

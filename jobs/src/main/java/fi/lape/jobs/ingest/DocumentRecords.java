package fi.lape.jobs.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Optional;

/** The whole file is one record; that it is one complete JSON value is checked here. */
final class DocumentRecords implements RecordReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final Reader text;
  private boolean done;

  DocumentRecords(Reader text) {
    this.text = text;
  }

  @Override
  public Optional<RawRecord> next() throws IOException {
    if (done) {
      return Optional.empty();
    }
    done = true;
    StringWriter content = new StringWriter();
    text.transferTo(content);
    try (JsonParser parser = JSON.createParser(content.toString())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BrokenFileException("DOCUMENT_MALFORMED", "line 1");
      }
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new BrokenFileException(
            "FILE_TRUNCATED", "line " + parser.currentLocation().getLineNr());
      }
      if (parser.nextToken() != null) {
        throw new BrokenFileException(
            "DOCUMENT_MALFORMED", "line " + parser.currentLocation().getLineNr());
      }
    } catch (JsonProcessingException e) {
      throw JsonFaults.at(e, 0);
    }
    return Optional.of(new RawRecord(1, 1, content.toString()));
  }
}

package fi.lape.jobs.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * The elements of the JSON array that the file is, each exactly as written. The parser streams; a
 * short stretch of text behind it is kept so that an element can be cut out.
 */
final class ArrayRecords implements RecordReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final KeepingReader text;
  private final JsonParser parser;
  private long no;
  private boolean started;
  private boolean ended;

  ArrayRecords(Reader text) {
    this.text = new KeepingReader(text);
    try {
      this.parser = JSON.createParser(this.text);
    } catch (IOException e) {
      throw new IllegalStateException("a parser on a reader reads nothing yet", e);
    }
  }

  @Override
  public Optional<RawRecord> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    try {
      if (!started) {
        started = true;
        if (parser.nextToken() != JsonToken.START_ARRAY) {
          throw new BrokenFileException("DOCUMENT_MALFORMED", "line 1");
        }
      }
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        ended = true;
        if (parser.nextToken() != null) {
          throw new BrokenFileException(
              "DOCUMENT_MALFORMED", "line " + parser.currentLocation().getLineNr());
        }
        return Optional.empty();
      }
      if (token != JsonToken.START_OBJECT) {
        throw new BrokenFileException(
            token == null ? "FILE_TRUNCATED" : "DOCUMENT_MALFORMED",
            "line %d (record %d)".formatted(parser.currentLocation().getLineNr(), no + 1));
      }
      long from = parser.currentTokenLocation().getCharOffset();
      long line = parser.currentTokenLocation().getLineNr();
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new BrokenFileException(
            "FILE_TRUNCATED",
            "line %d (record %d)".formatted(parser.currentLocation().getLineNr(), no + 1));
      }
      long to = parser.currentLocation().getCharOffset();
      no++;
      return Optional.of(new RawRecord(no, line, text.cut(from, to)));
    } catch (JsonProcessingException e) {
      throw JsonFaults.at(e, no + 1);
    }
  }

  /** Hands characters on and keeps those not yet cut out. */
  private static final class KeepingReader extends Reader {
    private final Reader source;
    private final StringBuilder kept = new StringBuilder();
    private long keptFrom;

    KeepingReader(Reader source) {
      this.source = source;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = source.read(buffer, offset, length);
      if (read > 0) {
        kept.append(buffer, offset, read);
      }
      return read;
    }

    String cut(long from, long to) {
      String element = kept.substring((int) (from - keptFrom), (int) (to - keptFrom));
      // Deleting for every element would move the buffer each time.
      if (to - keptFrom > 1 << 16) {
        kept.delete(0, (int) (to - keptFrom));
        keptFrom = to;
      }
      return element;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}

package fi.lape.jobs.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** A record a line; blank lines count as lines but give no record. */
final class LineRecords implements RecordReader {
  private static final char SEPARATOR = ';';

  private final BufferedReader text;
  private long line;
  private long separators = -1;

  LineRecords(Reader text) {
    this.text = new BufferedReader(text, 1 << 16);
  }

  @Override
  public Optional<RawRecord> next() throws IOException {
    StringBuilder content = new StringBuilder(160);
    int c = text.read();
    while (c >= 0) {
      if (c == '\n') {
        line++;
        if (!content.toString().isBlank()) {
          String record = withoutReturn(content);
          if (separators < 0) {
            separators = separators(record);
          }
          return Optional.of(new RawRecord(line, line, record));
        }
        content.setLength(0);
      } else {
        content.append((char) c);
      }
      c = text.read();
    }
    if (content.toString().isBlank()) {
      return Optional.empty();
    }
    line++;
    String record = withoutReturn(content);
    // Without its line end and with fields missing, the last line was cut, not merely unfinished.
    if (separators(record) < separators) {
      throw new BrokenFileException("FILE_TRUNCATED", "line " + line);
    }
    return Optional.of(new RawRecord(line, line, record));
  }

  private static String withoutReturn(StringBuilder content) {
    int end = content.length();
    return content.charAt(end - 1) == '\r' ? content.substring(0, end - 1) : content.toString();
  }

  private static long separators(String record) {
    return record.chars().filter(c -> c == SEPARATOR).count();
  }
}

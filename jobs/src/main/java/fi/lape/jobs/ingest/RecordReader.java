package fi.lape.jobs.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Splits the text of one file into records, holding one record at a time. */
interface RecordReader {
  /**
   * The next record, or empty at the end of the file.
   *
   * @throws BrokenFileException where the text cannot be split any further
   */
  Optional<RawRecord> next() throws IOException;

  /** The reader for the form of a table. */
  static RecordReader of(SourceTable.Form form, Reader text) {
    return switch (form) {
      case LINES -> new LineRecords(text);
      case ARRAY -> new ArrayRecords(text);
      case DOCUMENT -> new DocumentRecords(text);
      case TABLE -> throw new IllegalArgumentException("a Parquet table is no text");
    };
  }
}

package fi.lape.jobs.ingest;

import fi.lape.jobs.identity.PersonalIdentityCode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads one file twice as a stream: once for its hash and encoding, once for its records. Gives a
 * row a record in the shape of {@link StagedRecords#SCHEMA}, then one row that sums the file up.
 */
final class FileReading implements Iterator<Row>, AutoCloseable {
  /** UTF-8 that was read as ISO-8859-1 or Windows-1252 and written again, or given up on. */
  private static final Pattern DAMAGED =
      Pattern.compile("\u00C3[\u00A4\u00A5\u00B6\u0084\u0085\u0096\u201E\u2026\u2013]|\uFFFD");

  private final SourceFile file;
  private final Configuration hadoop;
  private String sha256 = "";
  private TextEncoding encoding = new TextEncoding("UTF-8", false, Optional.empty());
  private Optional<InputStream> open = Optional.empty();
  private Optional<RecordReader> records = Optional.empty();
  private Optional<Row> ahead = Optional.empty();
  private boolean summed;
  private long count;
  private final FaultTally broken = new FaultTally();
  private final FaultTally damaged = new FaultTally();
  private final FaultTally personal = new FaultTally();

  FileReading(SourceFile file, Configuration hadoop) {
    this.file = file;
    this.hadoop = hadoop;
    try {
      begin();
    } catch (BrokenFileException e) {
      broken.add(e.code(), e.place());
    } catch (EOFException | ZipException e) {
      broken.add("FILE_TRUNCATED", "its compressed end");
    } catch (IOException e) {
      broken.add("FILE_NOT_READABLE", e.getClass().getSimpleName());
    }
  }

  private void begin() throws IOException {
    if (file.bytes() == 0) {
      throw new BrokenFileException("FILE_EMPTY", "its beginning");
    }
    MessageDigest digest = sha256Digest();
    try (InputStream stored = new DigestInputStream(stored(), digest)) {
      encoding = TextEncoding.of(plain(stored));
      stored.transferTo(OutputStream.nullOutputStream()); // what a gzip reader left unread
    }
    sha256 = HexFormat.of().formatHex(digest.digest());
    if (encoding.empty()) {
      throw new BrokenFileException("FILE_EMPTY", "its beginning");
    }
    if (encoding.faultLine().isPresent()) {
      throw new BrokenFileException("FILE_ENCODING", "line " + encoding.faultLine().get());
    }
    if (file.table().form() != SourceTable.Form.LINES && !encoding.name().startsWith("UTF-8")) {
      throw new BrokenFileException("FILE_ENCODING", "its bytes");
    }
    InputStream text = plain(stored());
    open = Optional.of(text);
    text.skipNBytes(encoding.byteOrderMark());
    records =
        Optional.of(
            RecordReader.of(file.table().form(), new InputStreamReader(text, encoding.charset())));
  }

  private InputStream stored() throws IOException {
    Path path = new Path(file.location());
    FileSystem files = path.getFileSystem(hadoop);
    return new BufferedInputStream(files.open(path), 1 << 16);
  }

  private InputStream plain(InputStream stored) throws IOException {
    return file.compressed() ? new GZIPInputStream(stored, 1 << 16) : stored;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && !summed) {
      ahead = Optional.of(nextRecord().orElseGet(this::summary));
    }
    return ahead.isPresent();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the file has no further record");
    }
    Row row = ahead.orElseThrow();
    ahead = Optional.empty();
    return row;
  }

  private Optional<Row> nextRecord() {
    if (records.isEmpty() || broken.found()) {
      return Optional.empty();
    }
    try {
      Optional<RawRecord> raw = records.get().next();
      if (raw.isEmpty()) {
        return Optional.empty();
      }
      RawRecord record = raw.get();
      count++;
      inspect(record);
      return Optional.of(
          RowFactory.create(
              file.table().name(),
              file.name(),
              sha256,
              file.origin(),
              record.no(),
              record.line(),
              record.text(),
              null,
              null,
              null,
              null,
              null));
    } catch (BrokenFileException e) {
      broken.add(e.code(), e.place());
    } catch (EOFException | ZipException e) {
      broken.add("FILE_TRUNCATED", "record " + (count + 1));
    } catch (IOException e) {
      broken.add("FILE_NOT_READABLE", e.getClass().getSimpleName());
    }
    return Optional.empty();
  }

  private void inspect(RawRecord record) {
    // A document is searched line by line, so that the place names the line.
    long line = record.line();
    for (String part : (Iterable<String>) record.text().lines()::iterator) {
      int codes = PersonalIdentityCode.count(part);
      for (int i = 0; i < codes; i++) {
        personal.add("PERSONAL_ID", "line " + line);
      }
      Matcher matcher = DAMAGED.matcher(part);
      while (matcher.find()) {
        damaged.add("FILE_ENCODING", "line " + line);
      }
      line++;
    }
  }

  private Row summary() {
    summed = true;
    FaultTally fault = broken.found() ? broken : personal.found() ? personal : damaged;
    return RowFactory.create(
        file.table().name(),
        file.name(),
        sha256,
        file.origin(),
        0L,
        0L,
        null,
        file.bytes(),
        encoding.name(),
        count,
        fault.code().orElse(null),
        place(fault));
  }

  private static String place(FaultTally fault) {
    return fault.found() ? fault.count() + "|" + fault.first() : null;
  }

  @Override
  public void close() {
    if (open.isPresent()) {
      try {
        open.get().close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

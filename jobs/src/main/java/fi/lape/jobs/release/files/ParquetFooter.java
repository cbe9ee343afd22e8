package fi.lape.jobs.release.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Makes a Parquet file depend on its rows only.
 *
 * <p>The writer keeps a column's encodings in a set whose order differs from one process to the
 * next; sorted, the same rows give the same bytes on every machine.
 */
final class ParquetFooter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = Integer.BYTES;

  private ParquetFooter() {}

  /** Rewrites the footer of a complete file with its encodings in order. */
  static void settle(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length - MAGIC.length - LENGTH;
    int length = ByteBuffer.wrap(bytes, end, LENGTH).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int start = end - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        chunk.getMeta_data().getEncodings().sort(Comparator.naturalOrder());
        if (chunk.getMeta_data().isSetEncoding_stats()) {
          chunk
              .getMeta_data()
              .getEncoding_stats()
              .sort(
                  Comparator.comparing(PageEncodingStats::getPage_type)
                      .thenComparing(PageEncodingStats::getEncoding));
        }
      }
    }
    ByteArrayOutputStream settled = new ByteArrayOutputStream(bytes.length);
    settled.write(Arrays.copyOf(bytes, start));
    Util.writeFileMetaData(footer, settled);
    int written = settled.size() - start;
    settled.write(
        ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN).putInt(written).array());
    settled.write(MAGIC);
    Files.write(file, settled.toByteArray());
  }
}

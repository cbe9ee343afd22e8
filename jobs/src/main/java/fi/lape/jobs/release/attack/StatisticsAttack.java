package fi.lape.jobs.release.attack;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Column;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.DictionaryPageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/**
 * What a Parquet file says besides its rows: least and greatest values of columns and pages, counts
 * of empty cells, dictionaries. Everything in them must be in a row, too; filters, which can be
 * asked for values that no row has, must not be there.
 */
final class StatisticsAttack {
  private StatisticsAttack() {}

  /** What a file tells that its rows do not, in words without values. */
  static Set<String> leaks(Path file, ReleaseTable rows) throws IOException {
    Set<String> leaks = new LinkedHashSet<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          String name = chunk.getPath().toArray()[0];
          Set<Object> values = values(rows, name);
          String where = file.getFileName() + ", column " + name + ": ";
          for (Object told : told(reader, block, chunk)) {
            if (!values.contains(told)) {
              leaks.add(where + "a value that no row has");
            }
          }
          long empty = rows.rows(r -> r.isEmpty(name)).size();
          boolean list = chunk.getPath().size() > 1;
          Statistics<?> statistics = chunk.getStatistics();
          if (!list && statistics.isNumNullsSet() && statistics.getNumNulls() != empty) {
            leaks.add(where + "another count of empty cells");
          }
          if (chunk.getBloomFilterOffset() >= 0) {
            leaks.add(where + "a filter that can be asked for values");
          }
        }
      }
    }
    return leaks;
  }

  private static Set<Object> values(ReleaseTable rows, String column) {
    Optional<Column> promised =
        rows.contract().columns().stream().filter(c -> c.name().equals(column)).findFirst();
    Set<Object> values = new HashSet<>();
    if (promised.isEmpty()) {
      return values;
    }
    for (TableRow row : rows.rows(r -> !r.isEmpty(column))) {
      Object value = row.value(column).orElseThrow();
      if (value instanceof List<?> list) {
        values.addAll(list);
      } else {
        values.add(plain(stored(value)));
      }
    }
    return values;
  }

  private static Object stored(Object value) {
    if (value instanceof LocalDate date) {
      return Math.toIntExact(date.toEpochDay());
    }
    return value instanceof Instant instant
        ? ChronoUnit.MICROS.between(Instant.EPOCH, instant)
        : value;
  }

  private static Set<Object> told(
      ParquetFileReader reader, BlockMetaData block, ColumnChunkMetaData chunk) throws IOException {
    PrimitiveType type = chunk.getPrimitiveType();
    Set<Object> told = new LinkedHashSet<>();
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics.hasNonNullValue()) {
      told.add(plain(statistics.genericGetMin()));
      told.add(plain(statistics.genericGetMax()));
    }
    ColumnIndex index = reader.readColumnIndex(chunk);
    if (index != null) {
      for (int page = 0; page < index.getNullPages().size(); page++) {
        if (!index.getNullPages().get(page)) {
          Statistics<?> ofPage =
              Statistics.getBuilderForReading(type)
                  .withMin(bytes(index.getMinValues().get(page)))
                  .withMax(bytes(index.getMaxValues().get(page)))
                  .build();
          boolean cut = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY;
          if (!cut) { // texts are cut to prefixes there
            told.add(plain(ofPage.genericGetMin()));
            told.add(plain(ofPage.genericGetMax()));
          }
        }
      }
    }
    ColumnDescriptor column =
        reader
            .getFooter()
            .getFileMetaData()
            .getSchema()
            .getColumnDescription(chunk.getPath().toArray());
    DictionaryPageReadStore dictionaries = reader.getDictionaryReader(block);
    DictionaryPage page = dictionaries.readDictionaryPage(column);
    if (page != null) {
      Dictionary dictionary = page.getEncoding().initDictionary(column, page);
      for (int i = 0; i <= dictionary.getMaxId(); i++) {
        told.add(decoded(dictionary, i, type));
      }
    }
    return told;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static Object decoded(Dictionary dictionary, int id, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> dictionary.decodeToInt(id);
      case INT64 -> dictionary.decodeToLong(id);
      case DOUBLE -> dictionary.decodeToDouble(id);
      case FLOAT -> dictionary.decodeToFloat(id);
      case BOOLEAN -> dictionary.decodeToBoolean(id);
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> plain(dictionary.decodeToBinary(id));
    };
  }

  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return number + 0.0; // statistics write a zero with either sign
    }
    return value instanceof Binary binary ? binary.toStringUsingUTF8() : value;
  }
}

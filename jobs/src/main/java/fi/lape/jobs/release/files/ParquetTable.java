package fi.lape.jobs.release.files;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * One table in one Parquet file: zstd, rows in key order, the same bytes for the same rows.
 *
 * <p>Column statistics are those of the rows written, and hidden values are empty before they get
 * here, so no statistic can hold one.
 */
public final class ParquetTable {
  private ParquetTable() {}

  /**
   * Writes a table.
   *
   * @param metadata key-value pairs for the footer
   */
  public static void write(Path file, ReleaseTable table, Map<String, String> metadata)
      throws IOException {
    MessageType schema = ParquetSchema.of(table.contract());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withExtraMetaData(metadata)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (TableRow row : table.rows()) {
        writer.write(group(schema, table.contract(), row));
      }
    }
    ParquetFooter.settle(file);
  }

  private static Group group(MessageType schema, Contract contract, TableRow row) {
    Group group = new SimpleGroup(schema);
    for (Column column : contract.columns()) {
      row.value(column.name()).ifPresent(value -> add(group, column, value));
    }
    return group;
  }

  private static void add(Group group, Column column, Object value) {
    String name = column.name();
    switch (column.type()) {
      case STRING -> group.add(name, value.toString());
      case INT -> group.add(name, ((Number) value).intValue());
      case LONG -> group.add(name, ((Number) value).longValue());
      case DOUBLE -> group.add(name, ((Number) value).doubleValue());
      case BOOLEAN -> group.add(name, (Boolean) value);
      case DATE -> group.add(name, Math.toIntExact(((LocalDate) value).toEpochDay()));
      case TIMESTAMP -> group.add(name, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
      case STRING_ARRAY -> {
        Group list = group.addGroup(name);
        for (Object element : (List<?>) value) {
          list.addGroup("list").add("element", element.toString());
        }
      }
    }
  }

  /** Reads a table back, as anybody would. */
  public static ReleaseTable read(Path file, Contract contract) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    ParquetConfiguration conf = new PlainParquetConfiguration();
    try (ParquetReader<Group> reader = new Reader(file, conf).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        Map<String, Object> row = new HashMap<>();
        for (Column column : contract.columns()) {
          value(group, column).ifPresent(value -> row.put(column.name(), value));
        }
        rows.add(row);
      }
    }
    return ReleaseTable.of(contract, rows);
  }

  /** Key-value metadata of a file's footer. */
  public static Map<String, String> metadata(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return Map.copyOf(reader.getFooter().getFileMetaData().getKeyValueMetaData());
    }
  }

  private static Optional<Object> value(Group group, Column column) {
    String name = column.name();
    if (group.getFieldRepetitionCount(name) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (column.type()) {
          case STRING -> group.getString(name, 0);
          case INT -> group.getInteger(name, 0);
          case LONG -> group.getLong(name, 0);
          case DOUBLE -> group.getDouble(name, 0);
          case BOOLEAN -> group.getBoolean(name, 0);
          case DATE -> LocalDate.ofEpochDay(group.getInteger(name, 0));
          case TIMESTAMP -> Instant.EPOCH.plus(group.getLong(name, 0), ChronoUnit.MICROS);
          case STRING_ARRAY -> texts(group.getGroup(name, 0));
        });
  }

  private static List<String> texts(Group list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      texts.add(list.getGroup("list", i).getString("element", 0));
    }
    return texts;
  }

  /** Footer metadata of a table: its names, its contract's version, and a label a column. */
  public static Map<String, String> describe(Contract contract, Map<String, String> release) {
    Map<String, String> metadata = new LinkedHashMap<>(release);
    metadata.put("lape.table", contract.name());
    metadata.put("lape.contract_version", contract.version());
    metadata.put("lape.title.fi", contract.labels().fi());
    metadata.put("lape.title.sv", contract.labels().sv());
    metadata.put("lape.title.en", contract.labels().en());
    for (Column column : contract.columns()) {
      String key = "lape.column." + column.name();
      metadata.put(key + ".fi", column.labels().fi());
      metadata.put(key + ".sv", column.labels().sv());
      metadata.put(key + ".en", column.labels().en());
      column.unit().ifPresent(unit -> metadata.put(key + ".unit", unit));
      column.codeList().ifPresent(list -> metadata.put(key + ".code_list", list));
      column.nullMeaning().ifPresent(meaning -> metadata.put(key + ".null_meaning", meaning));
    }
    return metadata;
  }

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(Path file, ParquetConfiguration conf) {
      super(new LocalInputFile(file), conf);
    }

    @Override
    protected GroupReadSupport getReadSupport() {
      return new GroupReadSupport();
    }
  }
}

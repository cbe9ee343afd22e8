package fi.lape.jobs.release.files;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as Finnish Excel opens it: semicolons, decimal comma, no thousands separator, UTF-8 with
 * byte order mark, CRLF. An empty field is an empty cell; lists are joined by {@code |}.
 */
public final class FinnishCsv {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private FinnishCsv() {}

  /** Writes a table with its column names in the first line. */
  public static void write(Path file, ReleaseTable table) throws IOException {
    Files.writeString(file, text(table), StandardCharsets.UTF_8);
  }

  /** The whole file, byte order mark first. */
  public static String text(ReleaseTable table) {
    StringBuilder out = new StringBuilder();
    out.append(BYTE_ORDER_MARK);
    line(out, table.contract().columnNames());
    for (TableRow row : table.rows()) {
      line(out, table.contract().columns().stream().map(column -> field(column, row)).toList());
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> fields) {
    out.append(String.join(";", fields)).append("\r\n");
  }

  private static String field(Column column, TableRow row) {
    return row.value(column.name()).map(value -> text(column, value)).orElse("");
  }

  private static String text(Column column, Object value) {
    return switch (column.type()) {
      case DOUBLE -> number((Double) value);
      case STRING_ARRAY ->
          quoted(((List<?>) value).stream().map(Object::toString).collect(Collectors.joining("|")));
      case STRING, INT, LONG, BOOLEAN, DATE, TIMESTAMP -> quoted(value.toString());
    };
  }

  /** The shortest digits that give the same double again, never with an exponent. */
  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).toPlainString().replace('.', ',');
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

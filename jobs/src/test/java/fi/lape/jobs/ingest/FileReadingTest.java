package fi.lape.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadingTest {
  private static final String VALUES = "[{\"a\": 1.50},\n {\"a\":2, \"b\":[{}]}]\n";

  @TempDir Path folder;

  @Test
  void elementsOfAnArrayAreKeptExactlyAsWritten() throws IOException {
    List<Row> rows = read(SourceTable.SOTKANET_VALUE, "v.json", bytes(VALUES));
    assertThat(records(rows)).containsExactly("{\"a\": 1.50}", "{\"a\":2, \"b\":[{}]}");
    assertThat(rows.get(1).getLong(5)).as("line").isEqualTo(2);
    assertThat(summary(rows).getLong(9)).as("records").isEqualTo(2);
    assertThat(summary(rows).getString(8)).isEqualTo("UTF-8");
    assertThat(fault(rows)).isEmpty();
  }

  @Test
  void aCompressedFileReadsAsTheSameRecords() throws IOException {
    List<Row> rows = read(SourceTable.SOTKANET_VALUE, "v.json.gz", gzip(bytes(VALUES)));
    assertThat(records(rows)).containsExactly("{\"a\": 1.50}", "{\"a\":2, \"b\":[{}]}");
  }

  @Test
  void manyElementsAreCutAtTheirOwnBordersHoweverTheTextIsBuffered() throws IOException {
    StringBuilder text = new StringBuilder("[");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String element = "{\"n\":%d,\"name\":\"Jämsä %d\"}".formatted(i, i);
      expected.add(element);
      text.append(i == 0 ? "" : ",\n").append(element);
    }
    List<Row> rows = read(SourceTable.SOTKANET_VALUE, "v.json", bytes(text.append("]").toString()));
    assertThat(records(rows)).isEqualTo(expected);
  }

  @Test
  void anArrayCutShortIsTruncatedAndNotSmaller() throws IOException {
    String cut = VALUES.substring(0, VALUES.indexOf("2,"));
    assertThat(fault(read(SourceTable.SOTKANET_VALUE, "v.json", bytes(cut))))
        .isEqualTo("FILE_TRUNCATED 1|line 2 (record 2)");
  }

  @Test
  void aCompressedFileCutShortIsTruncated() throws IOException {
    byte[] whole = gzip(bytes(VALUES.repeat(1)));
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    assertThat(fault(read(SourceTable.SOTKANET_VALUE, "v.json.gz", cut)))
        .isEqualTo("FILE_TRUNCATED 1|its compressed end");
  }

  @Test
  void aLastLineWithFieldsMissingIsTruncated() throws IOException {
    assertThat(fault(read(SourceTable.PRICE_INDEX, "p.csv", bytes("a;b\n1;2\n3"))))
        .isEqualTo("FILE_TRUNCATED 1|line 3");
    assertThat(fault(read(SourceTable.PRICE_INDEX, "p.csv", bytes("a;b\n1;2\n3;4")))).isEmpty();
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(fault(read(SourceTable.PRICE_INDEX, "p.csv", new byte[0])))
        .isEqualTo("FILE_EMPTY 1|its beginning");
    assertThat(fault(read(SourceTable.PRICE_INDEX, "p.csv.gz", gzip(new byte[0]))))
        .isEqualTo("FILE_EMPTY 1|its beginning");
  }

  @Test
  void linesMayBeUtf8WithAMarkOrLatin1() throws IOException {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    List<Row> marked =
        read(SourceTable.PRICE_INDEX, "p.csv", joined(mark, bytes("kunta\r\nYlöjärvi\r\n")));
    assertThat(records(marked)).containsExactly("kunta", "Ylöjärvi");
    assertThat(summary(marked).getString(8)).isEqualTo("UTF-8-BOM");
    List<Row> latin =
        read(
            SourceTable.PRICE_INDEX,
            "p.csv",
            "kunta\nYlöjärvi\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(records(latin)).containsExactly("kunta", "Ylöjärvi");
    assertThat(summary(latin).getString(8)).isEqualTo("ISO-8859-1");
  }

  @Test
  void otherEncodingsAndDamagedLettersAreRefusedWithTheirPlaces() throws IOException {
    assertThat(
            fault(
                read(
                    SourceTable.SOTKANET_VALUE,
                    "v.json",
                    "[{\"a\":\"ä\"}]".getBytes(StandardCharsets.ISO_8859_1))))
        .isEqualTo("FILE_ENCODING 1|its bytes");
    assertThat(
            fault(
                read(
                    SourceTable.PRICE_INDEX,
                    "p.csv",
                    "a\n5 €\n".getBytes(Charset.forName("windows-1252")))))
        .isEqualTo("FILE_ENCODING 1|line 2");
    assertThat(
            fault(
                read(
                    SourceTable.PRICE_INDEX,
                    "p.csv",
                    "a\nö\n".getBytes(StandardCharsets.UTF_16LE))))
        .startsWith("FILE_ENCODING 1|");
    assertThat(
            fault(
                read(
                    SourceTable.PRICE_INDEX,
                    "p.csv",
                    bytes("kunta\nYl\u00C3\u00B6j\u00C3\u00A4rvi\nTurku\nH\u00C3\u00A4me\n"))))
        .isEqualTo("FILE_ENCODING 3|line 2");
  }

  @Test
  void aPersonalIdentityCodeIsToldByPlaceAndNumberOnly() throws IOException {
    // 131052-308T is the example of the Digital and Population Data Services Agency.
    String text = "{\"text\":\n \"asiakas 131052-308T\",\n \"b\":\"131052\\u002d308t\"}";
    List<Row> rows = read(SourceTable.PROJECT_REPORT_DOCUMENT, "d.json", bytes(text));
    assertThat(fault(rows)).isEqualTo("PERSONAL_ID 2|line 2");
    assertThat(
            fault(
                read(
                    SourceTable.PROJECT_REPORT_DOCUMENT,
                    "d.json",
                    bytes("{\"phone\":\"131052-308S\",\"day\":\"2018-01-01\"}"))))
        .as("a wrong check character is no code")
        .isEmpty();
  }

  @Test
  void somethingElseThanJsonIsMalformed() throws IOException {
    assertThat(fault(read(SourceTable.SOTKANET_VALUE, "v.json", bytes("<html>"))))
        .isEqualTo("DOCUMENT_MALFORMED 1|line 1 (record 1)");
    assertThat(fault(read(SourceTable.SOTKANET_VALUE, "v.json", bytes("[] []"))))
        .isEqualTo("DOCUMENT_MALFORMED 1|line 1");
    assertThat(fault(read(SourceTable.PROJECT_REPORT_DOCUMENT, "d.json", bytes("{\"a\":"))))
        .isEqualTo("FILE_TRUNCATED 1|line 1");
  }

  @Test
  void aFileThatIsGoneIsNotReadable() {
    SourceFile file =
        new SourceFile(SourceTable.PRICE_INDEX, "p.csv", folder + "/gone.csv", 5, "real");
    assertThat(fault(rows(file))).isEqualTo("FILE_NOT_READABLE 1|FileNotFoundException");
  }

  private List<Row> read(SourceTable table, String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    return rows(new SourceFile(table, name, file.toUri().toString(), content.length, "real"));
  }

  private static List<Row> rows(SourceFile file) {
    List<Row> rows = new ArrayList<>();
    try (FileReading reading = new FileReading(file, new Configuration())) {
      reading.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static List<String> records(List<Row> rows) {
    return rows.subList(0, rows.size() - 1).stream().map(r -> r.getString(6)).toList();
  }

  private static Row summary(List<Row> rows) {
    return rows.get(rows.size() - 1);
  }

  private static String fault(List<Row> rows) {
    Row last = summary(rows);
    return last.isNullAt(10) ? "" : last.getString(10) + " " + last.getString(11);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    java.io.ByteArrayOutputStream stored = new java.io.ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(stored)) {
      out.write(plain);
    }
    return stored.toByteArray();
  }
}

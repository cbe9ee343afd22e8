package fi.lape.estimators.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A golden CSV, plain or gzipped; no cell of them holds a comma. */
public final class GoldenTable {
  private GoldenTable() {}

  /** Returns the rows by column name. */
  public static List<Map<String, String>> rows(String path) {
    try (BufferedReader in = open("/golden/" + path)) {
      String[] names = in.readLine().split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] values = line.split(",", -1);
        if (values.length != names.length) {
          throw new IllegalStateException(path + ": " + line);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int j = 0; j < names.length; j++) {
          row.put(names[j], values[j]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader open(String path) throws IOException {
    InputStream plain = GoldenTable.class.getResourceAsStream(path);
    InputStream in =
        plain == null
            ? new GZIPInputStream(GoldenTable.class.getResourceAsStream(path + ".gz"))
            : plain;
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}

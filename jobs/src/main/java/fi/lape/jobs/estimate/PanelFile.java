package fi.lape.jobs.estimate;

import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A panel in a CSV file, a Parquet file or folder, or a Delta table. The separator of a CSV is read
 * off its first line; with {@code ;} numbers have a decimal comma.
 */
public final class PanelFile {
  private static final String DECIMAL_COMMA = "^\\s*([-+]?[0-9]*),([0-9]+([eE][-+]?[0-9]+)?)\\s*$";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private PanelFile() {}

  /**
   * Opens a file; nothing but the first line of a CSV is read yet.
   *
   * @throws JobException {@code PANEL_NOT_FOUND}, {@code PANEL_FORMAT_UNKNOWN}, {@code
   *     PANEL_HEADER_BAD} or {@code PANEL_UNREADABLE}
   */
  public static Dataset<Row> open(SparkSession spark, String file) {
    Path path = new Path(file);
    try {
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!files.exists(path)) {
        throw refused(
            ExitCode.PLAN_OR_ARGUMENTS,
            "PANEL_NOT_FOUND",
            "there is no file or folder '%s'. The panel is read from it. Correct --panel.",
            file);
      }
      if (files.exists(new Path(path, "_delta_log"))) {
        return spark.read().format("delta").load(file);
      }
      String name = path.getName().toLowerCase(Locale.ROOT);
      if (name.endsWith(".parquet") || holdsParquet(files, path)) {
        return spark.read().parquet(file);
      }
      if (name.matches(".*\\.(csv|tsv|txt)(\\.gz)?")) {
        return csv(spark, files, path);
      }
    } catch (IOException e) {
      throw new JobException(
          ExitCode.DATA,
          "PANEL_UNREADABLE",
          "'%s' cannot be read. It may be open to others only. Check its permissions and --panel."
              .formatted(file),
          e);
    }
    throw refused(
        ExitCode.PLAN_OR_ARGUMENTS,
        "PANEL_FORMAT_UNKNOWN",
        "'%s' is no .csv, .tsv, .parquet or Delta table. The format is known by the name or the folder. Rename or convert it.",
        file);
  }

  private static boolean holdsParquet(FileSystem files, Path path) throws IOException {
    return files.getFileStatus(path).isDirectory()
        && files.globStatus(new Path(path, "*.parquet")).length > 0;
  }

  private static Dataset<Row> csv(SparkSession spark, FileSystem files, Path path)
      throws IOException {
    String header = firstLine(files, path);
    String separator = separator(header);
    List<String> names = names(header, separator, path);
    Dataset<Row> rows =
        spark
            .read()
            .option("header", "true")
            .option("sep", separator)
            .option("mode", "FAILFAST")
            .option("columnPruning", "false")
            .csv(path.toString())
            .toDF(names.toArray(String[]::new));
    return separator.equals(";") ? withDecimalPoints(rows) : rows;
  }

  private static String firstLine(FileSystem files, Path path) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(files.getConf()).getCodec(path);
    InputStream raw = files.open(path);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                codec == null ? raw : codec.createInputStream(raw), StandardCharsets.UTF_8))) {
      String line = in.readLine();
      if (line == null || line.isBlank()) {
        throw refused(
            ExitCode.DATA,
            "PANEL_HEADER_BAD",
            "'%s' has no first line. Columns are found by the names in it. Write the names of the columns into the first line.",
            path.getName());
      }
      return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }
  }

  private static String separator(String header) {
    String best = ",";
    for (String candidate : List.of(";", "\t")) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static int count(String text, String part) {
    return text.length() - text.replace(part, "").length();
  }

  private static List<String> names(String header, String separator, Path path) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String cell : header.split(separator, -1)) {
      String name = cell.strip().replaceAll("^\"|\"$", "");
      if (name.isEmpty() || !seen.add(name)) {
        throw refused(
            ExitCode.DATA,
            "PANEL_HEADER_BAD",
            "the first line of '%s' has "
                + (name.isEmpty() ? "an empty name" : "a name twice")
                + ". Columns are found by their names. Give every column a name of its own.",
            path.getName());
      }
      names.add(name);
    }
    return names;
  }

  private static Dataset<Row> withDecimalPoints(Dataset<Row> rows) {
    Column[] columns = new Column[rows.columns().length];
    for (int j = 0; j < columns.length; j++) {
      Column column = rows.col("`" + rows.columns()[j].replace("`", "``") + "`");
      columns[j] =
          when(column.rlike(DECIMAL_COMMA), regexp_replace(column, ",", "."))
              .otherwise(column)
              .as(rows.columns()[j]);
    }
    return rows.select(columns);
  }

  private static JobException refused(ExitCode exit, String code, String text, String file) {
    return new JobException(exit, code, text.formatted(file));
  }
}

package fi.lape.jobs.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.spark.EffectRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes rows of {@code effect_estimate} as JSON, CSV or Parquet; the file is complete or absent.
 */
public final class EstimateOutput {
  private EstimateOutput() {}

  /** Returns the rows as a JSON array of objects; a number that is not there is null. */
  public static String json(List<Row> rows) {
    List<Map<String, Object>> objects = new ArrayList<>();
    String[] names = EffectRow.schema().fieldNames();
    for (Row row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int j = 0; j < names.length; j++) {
        object.put(names[j], row.get(j));
      }
      objects.add(object);
    }
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(objects)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and strings are JSON", e);
    }
  }

  /**
   * Refuses a file name whose ending says no format, before anything is estimated.
   *
   * @throws JobException {@code OUT_FORMAT_UNKNOWN} or {@code OUT_FOLDER_MISSING}
   */
  public static void requireFormat(Path file) {
    if (!file.getFileName()
        .toString()
        .toLowerCase(Locale.ROOT)
        .matches(".*\\.(json|csv|parquet)")) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "OUT_FORMAT_UNKNOWN",
          "'%s' does not end in .json, .csv or .parquet. The ending says the format. Correct --out."
              .formatted(file.getFileName()));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "OUT_FOLDER_MISSING",
          "the folder of '%s' does not exist. Folders are not made, so that a typing error is noticed. Create it, or correct --out."
              .formatted(file.getFileName()));
    }
  }

  /** Writes the rows in the format the file's ending says. */
  public static void write(SparkSession spark, List<Row> rows, Path file) throws IOException {
    Path part = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".lape-out");
    try {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      Path written = part.resolve("out");
      if (name.endsWith(".json")) {
        Files.writeString(written, json(rows));
      } else if (name.endsWith(".csv")) {
        Files.writeString(written, csv(rows), StandardCharsets.UTF_8);
      } else {
        written = parquet(spark, rows, part.resolve("parquet"));
      }
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      try (Stream<Path> left = Files.walk(part)) {
        for (Path each : left.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private static Path parquet(SparkSession spark, List<Row> rows, Path folder) throws IOException {
    spark
        .createDataFrame(rows, EffectRow.schema())
        .coalesce(1)
        .write()
        .parquet(folder.toUri().toString());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String csv(List<Row> rows) {
    String[] names = EffectRow.schema().fieldNames();
    StringBuilder text = new StringBuilder(String.join(",", names)).append("\n");
    for (Row row : rows) {
      for (int j = 0; j < names.length; j++) {
        text.append(j == 0 ? "" : ",").append(cell(row.get(j)));
      }
      text.append("\n");
    }
    return text.toString();
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    return text.matches("(?s).*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}

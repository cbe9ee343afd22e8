package fi.lape.jobs.disclose.files;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A CSV file as text, so that what is not hidden is written as it was read.
 *
 * @param file its name, for messages
 * @param separator the one of {@code ; , tab} its first line has most of; with a semicolon numbers
 *     may have a decimal comma
 * @param header column names
 * @param rows as long as the header
 */
record TextTable(
    String file,
    char separator,
    boolean byteOrderMark,
    List<String> header,
    List<List<String>> rows) {
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build();
  private static final String MARK = "\uFEFF";

  /**
   * Reads a file in UTF-8.
   *
   * @throws JobException {@code TABLE_UNREADABLE}
   */
  static TextTable read(Path file) {
    String name = file.getFileName().toString();
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      boolean mark = text.startsWith(MARK);
      String body = mark ? text.substring(1) : text;
      char separator = separator(body.lines().findFirst().orElse(""));
      List<List<String>> lines = new ArrayList<>();
      try (MappingIterator<List<String>> all =
          CSV.readerForListOf(String.class)
              .with(CsvSchema.emptySchema().withColumnSeparator(separator))
              .readValues(body)) {
        while (all.hasNext()) {
          lines.add(List.copyOf(all.next()));
        }
      }
      if (lines.isEmpty()) {
        throw unreadable(name, "it has no header");
      }
      for (int i = 1; i < lines.size(); i++) {
        if (lines.get(i).size() != lines.get(0).size()) {
          throw unreadable(
              name,
              "line %d has %d fields and the header %d"
                  .formatted(i + 1, lines.get(i).size(), lines.get(0).size()));
        }
      }
      return new TextTable(
          name, separator, mark, lines.get(0), List.copyOf(lines.subList(1, lines.size())));
    } catch (IOException e) {
      throw unreadable(name, "it is not a file of UTF-8 text with separated fields");
    }
  }

  private static char separator(String header) {
    char best = ',';
    long most = -1;
    for (char candidate : new char[] {',', ';', '\t'}) {
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private static JobException unreadable(String name, String why) {
    return new JobException(
        ExitCode.DATA,
        "TABLE_UNREADABLE",
        "the table '%s' cannot be read: %s. A table that is not understood cannot be protected. Correct the file."
            .formatted(name, why));
  }

  void write(Path folder) throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve(file), StandardCharsets.UTF_8)) {
      if (byteOrderMark) {
        out.write(MARK);
      }
      try (SequenceWriter lines =
          CSV.writerFor(List.class)
              .with(CsvSchema.emptySchema().withColumnSeparator(separator))
              .writeValues(out)) {
        lines.write(header);
        for (List<String> row : rows) {
          lines.write(row);
        }
      }
    }
  }

  /**
   * Position of a column.
   *
   * @throws JobException {@code TABLE_COLUMN_MISSING}
   */
  int column(String name) {
    int position = header.indexOf(name);
    if (position < 0) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "TABLE_COLUMN_MISSING",
          "the table '%s' has no column '%s'; it has %s. The rules name columns of the header. Correct the rules."
              .formatted(file, name, header));
    }
    return position;
  }

  /**
   * A number of a row; empty where the field is empty or holds only dots, as statistics write what
   * is not there.
   *
   * @throws JobException {@code TABLE_VALUE_NOT_A_NUMBER} with the line, never with the content
   */
  OptionalDouble number(int row, int column) {
    String text = rows.get(row).get(column).strip();
    if (text.isEmpty() || text.chars().allMatch(c -> c == '.')) {
      return OptionalDouble.empty();
    }
    try {
      double number =
          Double.parseDouble(separator == ';' ? text.replace(',', '.') : text.replace(" ", ""));
      if (Double.isFinite(number) && number >= 0) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      // worded below, without the content
    }
    throw new JobException(
        ExitCode.DATA,
        "TABLE_VALUE_NOT_A_NUMBER",
        "line %d of the table '%s' has no number of 0 or more in column '%s'. Small numbers cannot be found among other things. Correct the line, or leave the field empty."
            .formatted(row + 2, file, header.get(column)));
  }
}

package fi.lape.jobs.release.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.files.Deviations;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.files.Provenance;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contracts;
import fi.lape.schemas.LogicalType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two releases compared number by number.
 *
 * @param from name of the first
 * @param to name of the second
 * @param plan keys of the study plan that changed
 * @param inputs input files that changed
 * @param code the versions, where they are not the same
 * @param tables what was compared
 * @param moves every cell that is not what it was
 */
public record ReleaseDiff(
    String from,
    String to,
    List<Deviations.Deviation> plan,
    List<String> inputs,
    List<String> code,
    List<Table> tables,
    List<Move> moves) {
  /** Numbers that differ by less than this share are the same number. */
  private static final double ROUNDING = 1e-12;

  /** Columns that say of every row where it comes from. */
  private static final Set<String> ORIGINS = Set.of("plan_sha256", "code_version", "vintage");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * One table.
   *
   * @param rows in both
   * @param added only in the second
   * @param removed only in the first
   * @param moved cells that are not what they were
   */
  public record Table(String name, int rows, int added, int removed, int moved) {}

  public ReleaseDiff {
    plan = List.copyOf(plan);
    inputs = List.copyOf(inputs);
    code = List.copyOf(code);
    tables = List.copyOf(tables);
    moves = List.copyOf(moves);
  }

  /**
   * Compares two releases.
   *
   * @throws JobException {@code RELEASE_UNREADABLE} where a folder is no release of this version
   */
  public static ReleaseDiff between(Path first, Path second) {
    Causes causes = new Causes(Provenance.read(first), Provenance.read(second));
    List<Table> tables = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    for (String name : Release.TABLES) {
      compare(read(first, name), read(second, name), causes, tables, moves);
    }
    return new ReleaseDiff(
        name(first), name(second), causes.plan(), causes.inputs(), causes.code(), tables, moves);
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  private static ReleaseTable read(Path release, String name) {
    try {
      return ParquetTable.read(
          release.resolve("parquet").resolve(name + ".parquet"), Contracts.release(name));
    } catch (IOException | RuntimeException e) { // of any kind: the bytes may be anything
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "RELEASE_UNREADABLE",
          "table '%s' of '%s' cannot be read. It is damaged, or of another version of the program. Check it with 'lape verify'."
              .formatted(name, name(release)),
          e);
    }
  }

  private static void compare(
      ReleaseTable first,
      ReleaseTable second,
      Causes causes,
      List<Table> tables,
      List<Move> moves) {
    Map<String, TableRow> before = byKey(first);
    Map<String, TableRow> after = byKey(second);
    int both = 0;
    int removed = 0;
    int from = moves.size();
    for (Map.Entry<String, TableRow> each : before.entrySet()) {
      TableRow now = after.remove(each.getKey());
      if (now == null) {
        removed++;
        continue;
      }
      both++;
      for (Column column : first.contract().columns()) {
        if (!ORIGINS.contains(column.name())
            && !isSame(column, each.getValue(), now, column.name())) {
          moves.add(
              new Move(
                  first.name(),
                  each.getKey(),
                  column.name(),
                  text(each.getValue(), column.name()),
                  text(now, column.name()),
                  causes.of(first.name(), now)));
        }
      }
    }
    tables.add(new Table(first.name(), both, after.size(), removed, moves.size() - from));
  }

  private static Map<String, TableRow> byKey(ReleaseTable table) {
    Map<String, TableRow> rows = new LinkedHashMap<>();
    for (TableRow row : table.rows()) {
      List<String> key = new ArrayList<>();
      table.contract().primaryKey().forEach(column -> key.add(text(row, column)));
      rows.put(String.join("/", key), row);
    }
    return rows;
  }

  private static boolean isSame(Column column, TableRow a, TableRow b, String name) {
    if (a.isEmpty(name) || b.isEmpty(name)) {
      return a.isEmpty(name) == b.isEmpty(name);
    }
    if (column.type() == LogicalType.DOUBLE) {
      double x = a.number(name);
      double y = b.number(name);
      return Math.abs(x - y) <= ROUNDING * Math.max(Math.abs(x), Math.abs(y));
    }
    return text(a, name).equals(text(b, name));
  }

  private static String text(TableRow row, String column) {
    return row.value(column).map(Object::toString).orElse("");
  }

  /** Everything as JSON. */
  public String json() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }
}

package fi.lape.jobs.disclose.files;

import fi.lape.jobs.disclose.Cell;
import fi.lape.jobs.disclose.CellTable;
import fi.lape.jobs.disclose.Range;
import fi.lape.jobs.disclose.Suppression;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Protects the tables of a folder: hides, writes, attacks what was written, and only then gives it
 * its name. The folder is complete or absent.
 */
public final class ProtectedFiles {
  private ProtectedFiles() {}

  /**
   * Writes protected copies of the tables and {@code disclosure-log.json}.
   *
   * @param tables folder of the tables and hierarchies
   * @param out a folder that is not there yet
   * @return the log
   * @throws JobException {@code DISCLOSURE_FAILED} where a number cannot be protected or is given
   *     away, and the codes of broken tables and rules
   */
  public static DisclosureReport write(Path tables, DisclosureRules rules, Path out)
      throws IOException {
    LinkedFiles files = LinkedFiles.read(rules, tables, tables);
    TablesOfFiles.Result solved = TablesOfFiles.of(rules, files);
    BitSet hidden =
        Suppression.of(solved.table())
            .orElseThrow(
                () ->
                    new JobException(
                        ExitCode.DISCLOSURE,
                        "DISCLOSURE_FAILED",
                        "a small number cannot be protected, whatever else is hidden: nothing else may be. Nothing was written. Leave the totals or the dimension out, or merge codes."));
    Path draft =
        Files.createTempDirectory(
            Files.createDirectories(out.toAbsolutePath().getParent()), ".disclose-");
    try {
      for (int t = 0; t < files.tables().size(); t++) {
        protect(files, t, rules.tables().get(t), solved, hidden).write(draft);
      }
      int exposed = exposed(new PublishedAttack(rules).bounds(draft, tables), solved);
      if (exposed > 0) {
        throw new JobException(
            ExitCode.DISCLOSURE,
            "DISCLOSURE_FAILED",
            "%d hidden numbers can be worked out too closely from the tables that would be written. Nothing was written. This is a fault in the program: please report it."
                .formatted(exposed));
      }
      DisclosureReport report = DisclosureReport.of(rules, files, solved, hidden);
      report.write(draft);
      Files.move(draft, out, StandardCopyOption.ATOMIC_MOVE);
      return report;
    } finally {
      delete(draft);
    }
  }

  private static int exposed(Map<Place, Range> bounds, TablesOfFiles.Result solved) {
    int exposed = 0;
    for (Map.Entry<Place, Range> entry : bounds.entrySet()) {
      Cell cell = solved.table().cells().get(solved.indexes().get(entry.getKey()));
      if (!entry.getValue().protects(cell)) {
        exposed++;
      }
    }
    return exposed;
  }

  private static TextTable protect(
      LinkedFiles files,
      int t,
      DisclosureRules.Table rule,
      TablesOfFiles.Result solved,
      BitSet hidden) {
    TextTable table = files.tables().get(t);
    Set<Integer> blanked = new TreeSet<>();
    blanked.add(table.column(rule.value()));
    rule.derived().forEach(column -> blanked.add(table.column(column)));
    Set<Integer> unpublished = new TreeSet<>();
    Stream.of(rule.contributors(), rule.largest(), rule.second())
        .flatMap(Optional::stream)
        .forEach(column -> unpublished.add(table.column(column)));
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      Integer cell = solved.indexes().get(files.places().get(t).get(row));
      boolean isHidden = cell != null && hidden.get(cell);
      List<String> fields = new ArrayList<>();
      for (int column = 0; column < table.header().size(); column++) {
        if (!unpublished.contains(column)) {
          fields.add(isHidden && blanked.contains(column) ? "" : table.rows().get(row).get(column));
        }
      }
      fields.add(isHidden ? status(solved.table(), cell) : Confidentiality.FREE);
      rows.add(fields);
    }
    List<String> header = new ArrayList<>();
    for (int column = 0; column < table.header().size(); column++) {
      if (!unpublished.contains(column)) {
        header.add(table.header().get(column));
      }
    }
    header.add(Confidentiality.COLUMN);
    return new TextTable(
        table.file(), table.separator(), table.byteOrderMark(), header, List.copyOf(rows));
  }

  private static String status(CellTable table, int cell) {
    return table.cells().get(cell).role() == Cell.Role.PRIMARY
        ? Confidentiality.PRIMARY
        : Confidentiality.SECONDARY;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

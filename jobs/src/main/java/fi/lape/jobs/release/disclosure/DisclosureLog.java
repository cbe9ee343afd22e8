package fi.lape.jobs.release.disclosure;

import java.util.List;

/**
 * What was done to each table and why, without any value.
 *
 * @param minCount least count of children that is shown
 */
public record DisclosureLog(int minCount, List<Entry> entries) {
  /** How a table fared. */
  public enum Status {
    PASS,
    SUPPRESSED
  }

  /**
   * One table.
   *
   * @param rows rows released
   * @param hiddenBySource rows the producer of the data had hidden already
   * @param primary rows hidden here because the count itself is too small
   * @param secondary rows hidden here to protect another
   * @param rules codes of the rules that were applied
   */
  public record Entry(
      String table,
      Status status,
      long rows,
      long hiddenBySource,
      long primary,
      long secondary,
      List<String> rules) {}

  public DisclosureLog {
    entries = List.copyOf(entries);
  }

  /** The entry of a table. */
  public Entry entry(String table) {
    return entries.stream().filter(e -> e.table().equals(table)).findFirst().orElseThrow();
  }
}

package fi.lape.jobs.release.diff;

import java.util.List;

/**
 * A cell that is not what it was.
 *
 * @param key of the row: its key columns' values
 * @param before as text, empty where there was nothing
 * @param after as text, empty where there is nothing
 * @param why what may have moved it: {@code plan …}, {@code input …}, {@code code …}
 */
public record Move(
    String table, String key, String column, String before, String after, List<String> why) {
  public Move {
    why = List.copyOf(why);
  }
}

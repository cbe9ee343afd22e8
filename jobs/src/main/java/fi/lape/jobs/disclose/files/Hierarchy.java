package fi.lape.jobs.disclose.files;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which code of a dimension is summed into which. */
final class Hierarchy {
  /** What every total is called inside, whatever it is in a file. */
  static final String TOTAL = "";

  private final Optional<String> total;
  private final Optional<Map<String, String>> parents;

  private Hierarchy(Optional<String> total, Optional<Map<String, String>> parents) {
    this.total = total;
    this.parents = parents;
  }

  static Hierarchy of(DisclosureRules.Dimension dimension, Path folder) {
    return new Hierarchy(
        dimension.total(), dimension.parents().map(file -> parents(folder.resolve(file))));
  }

  private static Map<String, String> parents(Path file) {
    TextTable table = TextTable.read(file);
    int code = table.column("code");
    int parent = table.column("parent");
    Map<String, String> parents = new HashMap<>();
    table.rows().forEach(row -> parents.put(row.get(code).strip(), row.get(parent).strip()));
    parents.forEach(
        (from, to) -> {
          String at = from;
          for (int depth = 0; parents.containsKey(at); depth++) {
            at = parents.get(at);
            if (depth > parents.size()) {
              throw new JobException(
                  ExitCode.DATA,
                  "TABLE_HIERARCHY_CIRCULAR",
                  "the code '%s' in '%s' is above itself. A total cannot be part of what it sums. Correct the file."
                      .formatted(from, file.getFileName()));
            }
          }
        });
    return parents;
  }

  /** The code as it is called inside: a total that sums everything is {@link #TOTAL}. */
  String code(String text) {
    return total.filter(text::equals).isPresent() ? TOTAL : text;
  }

  /** What a code is summed into, empty where it is not. */
  Optional<String> parent(String code) {
    if (code.equals(TOTAL)) {
      return Optional.empty();
    }
    Optional<String> named = parents.map(p -> p.get(code)).map(this::code);
    return named.isPresent() || parents.isPresent()
        ? named.filter(p -> !p.equals(code))
        : total.map(t -> TOTAL);
  }
}

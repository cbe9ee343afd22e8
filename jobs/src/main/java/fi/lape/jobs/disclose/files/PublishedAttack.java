package fi.lape.jobs.disclose.files;

import fi.lape.jobs.disclose.PublishedTable;
import fi.lape.jobs.disclose.Range;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads tables as anybody can and works out what they tell of the numbers they hide: only the
 * published files, the meaning of their codes and linear programming.
 */
final class PublishedAttack {
  private final DisclosureRules rules;

  PublishedAttack(DisclosureRules rules) {
    this.rules = rules;
  }

  /** The bounds of every hidden number. */
  Map<Place, Range> bounds(Path folder, Path hierarchies) {
    LinkedFiles files = LinkedFiles.read(rules, folder, hierarchies);
    PublishedTable published = new PublishedTable();
    Map<Place, Integer> numbers = new HashMap<>();
    Map<Place, Integer> hidden = new LinkedHashMap<>();
    for (int t = 0; t < files.tables().size(); t++) {
      TextTable table = files.tables().get(t);
      DisclosureRules.Table rule = rules.tables().get(t);
      int value = table.column(rule.value());
      int status = table.column(Confidentiality.COLUMN);
      for (int row = 0; row < table.rows().size(); row++) {
        Place place = files.places().get(t).get(row);
        OptionalDouble shown = table.number(row, value);
        String code = table.rows().get(row).get(status);
        if (shown.isPresent()) {
          // A number that one table shows and another hides is known.
          numbers.put(place, published.shown(shown.getAsDouble()));
        } else if (!code.equals(Confidentiality.FREE)) {
          numbers.computeIfAbsent(place, p -> hidden(published, rule, code));
          hidden.put(place, numbers.get(place));
        }
      }
    }
    for (LinkedFiles.Sum sum : files.sums()) {
      if (numbers.containsKey(sum.total()) && numbers.keySet().containsAll(sum.parts())) {
        published.sum(
            numbers.get(sum.total()),
            sum.parts().stream().map(numbers::get).toList(),
            sum.partial());
      }
    }
    Map<Place, Range> bounds = new LinkedHashMap<>();
    hidden.forEach((place, number) -> bounds.put(place, published.bounds(numbers.get(place))));
    return bounds;
  }

  private int hidden(PublishedTable published, DisclosureRules.Table rule, String code) {
    boolean count = rule.isCount();
    if (count && code.equals(Confidentiality.SECONDARY)) {
      return published.hidden(rules.minimumCount(), Double.POSITIVE_INFINITY);
    }
    // Where complements are hidden too, the code does not tell a small count from a large one.
    double most =
        count && rule.of().isEmpty() ? rules.minimumCount() - 1 : Double.POSITIVE_INFINITY;
    return published.hidden(0, most);
  }
}

package fi.lape.jobs.cost;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.gold.Estimands;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What headline estimates would be without each area, as the evaluation wrote them. */
final class AreasLeftOut {
  private final Map<String, SortedMap<String, Optional<Double>>> byHeadline;

  private AreasLeftOut(Map<String, SortedMap<String, Optional<Double>>> byHeadline) {
    this.byHeadline = byHeadline;
  }

  /** Reads gold {@code influence}: one row an analysis, estimand and area. */
  static AreasLeftOut read(Dataset<Row> influence, String study) {
    Map<String, SortedMap<String, Optional<Double>>> found = new HashMap<>();
    for (Row row :
        influence
            .where(col("study").equalTo(study))
            .select("analysis", "estimand", "area_code", "estimate_without")
            .collectAsList()) { // headlines of the plan × areas
      found
          .computeIfAbsent(key(row.getString(0), row.getString(1)), k -> new TreeMap<>())
          .put(
              row.getString(2), row.isNullAt(3) ? Optional.empty() : Optional.of(row.getDouble(3)));
    }
    return new AreasLeftOut(found);
  }

  /**
   * Returns the estimates without each area, by area.
   *
   * @return empty if they are not there, or not for every area
   */
  Optional<SortedMap<String, Double>> of(String analysis, String outcome) {
    SortedMap<String, Optional<Double>> areas =
        byHeadline.get(key(analysis, Estimands.HEADLINE_OF_ADOPTION + ":" + outcome));
    if (areas == null || areas.values().stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    SortedMap<String, Double> estimates = new TreeMap<>();
    areas.forEach((area, without) -> estimates.put(area, without.orElseThrow()));
    return Optional.of(estimates);
  }

  private static String key(String analysis, String estimand) {
    return analysis + "\n" + estimand;
  }
}

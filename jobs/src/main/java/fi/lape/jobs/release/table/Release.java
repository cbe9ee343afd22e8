package fi.lape.jobs.release.table;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of one release by name, in the order in which they are listed to a reader. */
public final class Release {
  /** Every table of a release, in reading order. */
  public static final List<String> TABLES =
      List.of(
          "effect_estimate",
          "diagnostic",
          "power",
          "event_study",
          "honest_did",
          "influence",
          "specification",
          "source_comparison",
          "area_effect",
          "area_rank",
          "cohort_series",
          "area_profile",
          "area_cost",
          "cost_effectiveness",
          "cost_plane",
          "cost_sensitivity",
          "project_year",
          "municipality_year",
          "municipality_treatment",
          "data_flow");

  private final Map<String, ReleaseTable> tables;

  private Release(Map<String, ReleaseTable> tables) {
    this.tables = Collections.unmodifiableMap(tables);
  }

  /**
   * A release of exactly the tables of {@link #TABLES}.
   *
   * @throws IllegalArgumentException when one is missing or is too many
   */
  public static Release of(Collection<ReleaseTable> given) {
    Map<String, ReleaseTable> byName = new LinkedHashMap<>();
    given.forEach(table -> byName.put(table.name(), table));
    Map<String, ReleaseTable> ordered = new LinkedHashMap<>();
    for (String name : TABLES) {
      if (!byName.containsKey(name)) {
        throw new IllegalArgumentException("the release has no table " + name);
      }
      ordered.put(name, byName.remove(name));
    }
    if (!byName.isEmpty()) {
      throw new IllegalArgumentException("the release has no place for " + byName.keySet());
    }
    return new Release(ordered);
  }

  /** A table of the release. */
  public ReleaseTable table(String name) {
    ReleaseTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("the release has no table " + name);
    }
    return table;
  }

  /** All tables in reading order. */
  public Collection<ReleaseTable> tables() {
    return tables.values();
  }

  /** The same release with one table replaced. */
  public Release with(ReleaseTable table) {
    Map<String, ReleaseTable> copy = new LinkedHashMap<>(tables);
    if (copy.replace(table.name(), table) == null) {
      throw new IllegalArgumentException("the release has no table " + table.name());
    }
    return new Release(copy);
  }
}

package fi.lape.jobs.disclose.files;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a number is: its measure and its code in every dimension that is not at the total. Equal in
 * all tables that show the same number.
 */
record Place(String measure, SortedMap<String, String> codes) {
  static Place of(String measure, SortedMap<String, String> codes) {
    SortedMap<String, String> kept = new TreeMap<>(codes);
    kept.values().removeIf(Hierarchy.TOTAL::equals);
    return new Place(measure, kept);
  }

  /** The same with another code in a dimension. */
  Place with(String dimension, String code) {
    SortedMap<String, String> changed = new TreeMap<>(codes);
    changed.put(dimension, code);
    return of(measure, changed);
  }

  @Override
  public String toString() {
    return codes.isEmpty() ? measure + ", total" : measure + ", " + codes;
  }
}

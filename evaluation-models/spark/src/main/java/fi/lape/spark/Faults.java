package fi.lape.spark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts faults by kind and keeps the first unit of each; the smallest id, so order is no matter.
 */
final class Faults {
  /** What can be wrong with a panel; in the order they are reported. */
  enum Kind {
    EMPTY_UNIT,
    EMPTY_CLUSTER,
    EMPTY_PERIOD,
    EMPTY_WEIGHT,
    DUPLICATE,
    CLUSTER_CHANGES,
    COHORT_CHANGES,
    WEIGHT_CHANGES,
    WEIGHT_NOT_POSITIVE
  }

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, String> units = new EnumMap<>(Kind.class);

  void add(Kind kind, String unit) {
    add(kind, unit, 1);
  }

  private void add(Kind kind, String unit, long count) {
    counts.merge(kind, count, (a, b) -> a + b);
    units.merge(kind, unit, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  void add(Faults other) {
    other.counts.forEach((kind, count) -> add(kind, other.firstUnit(kind), count));
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Returns the first unit of a kind; empty if it has no count. */
  String firstUnit(Kind kind) {
    return units.getOrDefault(kind, "");
  }

  void write(DataOutput out) throws IOException {
    for (Kind kind : Kind.values()) {
      out.writeLong(count(kind));
      out.writeUTF(firstUnit(kind));
    }
  }

  static Faults read(DataInput in) throws IOException {
    Faults faults = new Faults();
    for (Kind kind : Kind.values()) {
      long count = in.readLong();
      String unit = in.readUTF();
      if (count > 0) {
        faults.add(kind, unit, count);
      }
    }
    return faults;
  }
}

package fi.lape.jobs.release;

import java.util.Set;
import java.util.TreeSet;

/** Whether a reader may take the numbers for findings about the programme. */
public enum DataOrigin {
  /** Everything was made up. */
  SYNTHETIC,
  /** Some was made up and some is real: not an evaluation result either. */
  MIXED,
  /** Nothing is known to be made up. */
  REAL;

  /** The origin of the whole, from the origins of its rows. */
  static DataOrigin of(Iterable<String> origins) {
    Set<Boolean> synthetic = new TreeSet<>();
    for (String origin : origins) {
      if (origin.equals("mixed")) {
        return MIXED;
      }
      synthetic.add(origin.equals("synthetic"));
    }
    if (!synthetic.contains(true)) {
      return REAL;
    }
    return synthetic.contains(false) ? MIXED : SYNTHETIC;
  }
}

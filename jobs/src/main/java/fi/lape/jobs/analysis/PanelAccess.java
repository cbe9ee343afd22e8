package fi.lape.jobs.analysis;

import java.util.List;
import java.util.Map;

/** The panel of a question; reads are shared between questions. Safe for several threads. */
public interface PanelAccess {
  /** Its moments by area and cohort, clustered as the analysis wants. */
  PreparedMoments moments(Question question);

  /** All of its units, complete in every year used. */
  UnitPanel units(Question question);

  /** Doses of the units, by id, where the treatment is a dose of units; else empty. */
  default Map<String, Double> unitDoses(Question question) {
    return Map.of();
  }

  /** The packages every area chose, by area; empty where the lake does not say. */
  default Map<String, List<String>> packages() {
    return Map.of();
  }
}

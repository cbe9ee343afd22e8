package fi.lape.spark;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.moments.PanelMoments;
import java.util.List;

/**
 * A panel reduced to its moments, and what was left out of them.
 *
 * @param moments of the complete units
 * @param rows rows read, in the periods asked for
 * @param units units read, complete or not
 * @param incompleteUnits units left out because an outcome is missing in some period
 * @param examples the first of them, by unit; at most {@link MomentsReducer#MOST_EXAMPLES}
 */
public record Reduction(
    PanelMoments moments,
    long rows,
    long units,
    long incompleteUnits,
    List<IncompleteUnit> examples) {
  public Reduction {
    requireNonNull(moments, "moments is null");
    examples = List.copyOf(examples);
  }
}

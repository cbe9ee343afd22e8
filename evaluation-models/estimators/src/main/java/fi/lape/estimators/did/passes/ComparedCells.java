package fi.lape.estimators.did.passes;

import fi.lape.estimators.estimate.InfluenceSums;
import fi.lape.estimators.estimate.Reason;
import java.util.List;
import java.util.Optional;

/** Cells that were estimated, by their place among those asked for. */
public interface ComparedCells {
  /** Returns why a cell has no effect; empty if it has one. */
  Optional<Reason> reason(int cell);

  /** Returns the effect of a cell that has one. */
  double value(int cell);

  /** Returns the influence of effects that are sums of these cells, one a form. */
  InfluenceSums influence(List<InfluenceForm> forms);
}

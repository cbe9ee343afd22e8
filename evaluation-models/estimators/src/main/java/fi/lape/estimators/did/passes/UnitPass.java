package fi.lape.estimators.did.passes;

import java.io.Serializable;

/**
 * What is summed over units in one visit. A pass is sent to where units are, sums there, and comes
 * back; the order in which sums are merged decides the last digit, so it must be fixed.
 *
 * @param <S> the pass itself
 */
public interface UnitPass<S extends UnitPass<S>> extends Serializable {
  /** Returns the same question with nothing summed yet. */
  S fresh();

  /** Adds the units of a block. */
  void add(UnitBlock block);

  /** Adds what another has summed, of units not seen here. */
  void merge(S other);
}

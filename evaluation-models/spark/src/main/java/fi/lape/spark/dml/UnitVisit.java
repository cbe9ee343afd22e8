package fi.lape.spark.dml;

import java.io.Serializable;

/** Sums over units; those of a bucket are added in their order, buckets are merged in theirs. */
interface UnitVisit<S extends UnitVisit<S>> extends Serializable {
  /** Returns empty sums of the same kind. */
  S fresh();

  /** Adds a unit. */
  void add(UnitRow unit);

  /** Adds the sums of a later bucket. */
  void merge(S later);
}

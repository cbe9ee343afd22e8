package fi.lape.estimators.did.passes;

import java.util.List;

/**
 * A panel whose units can be visited again and again but not brought together. Units are in a fixed
 * number of logical buckets; within a bucket they are visited in a fixed order, so that results do
 * not depend on how many machines hold them.
 */
public interface UnitPasses {
  /** Returns the periods, increasing. */
  int[] periods();

  /** Returns the number of covariates. */
  int covariates();

  /** Returns whether the covariates of every unit stay the same over periods. */
  boolean covariatesFixed();

  /** Returns the number of units of the panel, visited or left out because of holes. */
  long units();

  /** Returns the number of units left out. */
  long unitsLeftOut();

  /** Returns the clusters of the panel, sorted; none if every unit is its own. */
  List<String> clusters();

  /** Returns whether every unit is its own cluster. */
  boolean unitsAreClusters();

  /** Visits all units and returns what was summed: a fresh pass a bucket, merged in their order. */
  <S extends UnitPass<S>> S run(S pass);
}

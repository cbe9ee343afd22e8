package fi.lape.estimators.did.passes;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An effect as a weighted sum of cells whose weights are estimated.
 *
 * @param cells weight of a cell, by its place
 * @param shares what a unit of a cohort adds by moving the shares of cohorts, per unit of weight
 */
public record InfluenceForm(
    NavigableMap<Integer, Double> cells, NavigableMap<Integer, Double> shares) {
  public InfluenceForm {
    cells = Collections.unmodifiableNavigableMap(new TreeMap<>(cells));
    shares = Collections.unmodifiableNavigableMap(new TreeMap<>(shares));
  }
}

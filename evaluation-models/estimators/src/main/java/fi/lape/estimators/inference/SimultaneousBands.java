package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Intervals that hold all effects at once with the level asked for.
 *
 * @param critical half of every interval in standard errors
 * @param criticalError standard error of {@code critical} by simulation; empty where there is none
 *     or it is not known
 * @param bands one an effect
 */
public record SimultaneousBands(double critical, OptionalDouble criticalError, List<Band> bands) {
  /**
   * One effect's.
   *
   * @param standardError above 0
   * @param pValue adjusted: the smallest level of the family at which the band leaves out 0
   */
  public record Band(
      EffectKey key,
      double estimate,
      double standardError,
      double low,
      double high,
      double pValue) {}

  public SimultaneousBands {
    requireNonNull(criticalError, "criticalError is null");
    bands = List.copyOf(bands);
  }

  static SimultaneousBands of(
      List<Estimated> effects,
      double[] errors,
      double critical,
      OptionalDouble criticalError,
      double[] p) {
    List<Band> bands = new ArrayList<>();
    for (int j = 0; j < errors.length; j++) {
      double estimate = effects.get(j).estimate();
      double half = critical * errors[j];
      bands.add(
          new Band(
              effects.get(j).key(), estimate, errors[j], estimate - half, estimate + half, p[j]));
    }
    return new SimultaneousBands(critical, criticalError, bands);
  }
}

package fi.lape.samples.register;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Everything the generated register depends on: equal settings give the same files, whatever the
 * number of tasks or machines.
 *
 * @param seed seed of the programme and of every child's own random streams
 * @param children number of children born in the thirty or so years that are aged 0–17 in some year
 *     observed
 * @param firstYear first year observed, 1990 to 2016
 * @param lastYear last year observed, 2018 to 2060; its last day is the data date
 * @param placementFactor factor on the hazard of a first placement, above 0 and at most 50; 1 gives
 *     the published shares of placed children
 * @param entryEffect relative change of the hazard of every entry in municipalities with a family
 *     centre, above -1; half of it in the year of opening
 * @param institutionEffect change of the probability that a place is an institution in
 *     municipalities with the systemic model, -0.5 to 0.5; half of it in the year of adoption
 * @param faults whether faulty rows are added, which the pipeline must refuse
 */
public record RegisterSettings(
    long seed,
    long children,
    int firstYear,
    int lastYear,
    double placementFactor,
    double entryEffect,
    double institutionEffect,
    boolean faults)
    implements Serializable {

  /** Years before the first year observed in which the oldest children were born. */
  static final int CHILDHOOD = 18;

  /**
   * Checks the ranges above.
   *
   * @throws IllegalArgumentException when a setting is out of its range
   */
  public RegisterSettings {
    require(children >= 1 && children <= 1_000_000_000L, "children", children, "1 to 1000000000");
    require(firstYear >= 1990 && firstYear <= 2016, "firstYear", firstYear, "1990 to 2016");
    require(lastYear >= 2018 && lastYear <= 2060, "lastYear", lastYear, "2018 to 2060");
    require(
        placementFactor > 0 && placementFactor <= 50,
        "placementFactor",
        placementFactor,
        "above 0 and at most 50");
    require(
        entryEffect > -1 && entryEffect <= 1, "entryEffect", entryEffect, "above -1 and at most 1");
    require(
        institutionEffect >= -0.5 && institutionEffect <= 0.5,
        "institutionEffect",
        institutionEffect,
        "-0.5 to 0.5");
  }

  /** The settings of the committed register. */
  public static RegisterSettings standard() {
    return new RegisterSettings(20190320L, 20_000, 2010, 2021, 1, -0.12, -0.10, true);
  }

  /** These settings with another number of children. */
  public RegisterSettings withChildren(long number) {
    return new RegisterSettings(
        seed, number, firstYear, lastYear, placementFactor, entryEffect, institutionEffect, faults);
  }

  /** These settings with another seed. */
  public RegisterSettings withSeed(long other) {
    return new RegisterSettings(
        other,
        children,
        firstYear,
        lastYear,
        placementFactor,
        entryEffect,
        institutionEffect,
        faults);
  }

  /** These settings with other years. */
  public RegisterSettings withYears(int from, int to) {
    return new RegisterSettings(
        seed, children, from, to, placementFactor, entryEffect, institutionEffect, faults);
  }

  /** These settings with another factor on first placements. */
  public RegisterSettings withPlacementFactor(double factor) {
    return new RegisterSettings(
        seed, children, firstYear, lastYear, factor, entryEffect, institutionEffect, faults);
  }

  /** These settings with other effects. */
  public RegisterSettings withEffects(double entries, double institution) {
    return new RegisterSettings(
        seed, children, firstYear, lastYear, placementFactor, entries, institution, faults);
  }

  /** These settings with the faulty rows on or off. */
  public RegisterSettings withFaults(boolean on) {
    return new RegisterSettings(
        seed, children, firstYear, lastYear, placementFactor, entryEffect, institutionEffect, on);
  }

  LocalDate observedFrom() {
    return LocalDate.of(firstYear, 1, 1);
  }

  LocalDate dataDate() {
    return LocalDate.of(lastYear, 12, 31);
  }

  private static void require(boolean holds, String name, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "SETTING_OUT_OF_RANGE: '"
              + name
              + "' is "
              + value
              + " but must be "
              + range
              + ". Outside it the register has no planted truth to compare with. Correct it in the"
              + " settings of the register.");
    }
  }
}

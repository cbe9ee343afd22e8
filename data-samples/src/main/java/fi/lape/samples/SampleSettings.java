package fi.lape.samples;

/**
 * Everything the generated sample depends on: equal settings give byte-identical files.
 *
 * @param seed seed of every random stream; each entity draws from its own stream, named after it
 * @param firstYear first year of the outcome series, 2016 at the latest
 * @param lastYear last year of the outcome series, 2018 at the earliest
 * @param childrenScale factor on the number of children of every municipality, 0.01 to 1000; larger
 *     scales give the same rates with less counting noise
 * @param familyCentreEffect relative change of new placements in a municipality from its first full
 *     year with a family centre, above -1; half of it in the adoption year
 * @param systemicEffect relative change of new placements from the first full year with the
 *     systemic model, above -1
 * @param suppression whether municipal counts of 0 to 4 are left out, as the publisher does
 * @param faults whether the planted faults are written
 */
public record SampleSettings(
    long seed,
    int firstYear,
    int lastYear,
    double childrenScale,
    double familyCentreEffect,
    double systemicEffect,
    boolean suppression,
    boolean faults) {

  /** The year whose number of children weighs every truth of the sample. */
  static final int BASE_YEAR = 2016;

  /**
   * Checks the ranges above.
   *
   * @throws IllegalArgumentException when a setting is out of its range
   */
  public SampleSettings {
    require(firstYear >= 1990 && firstYear <= BASE_YEAR, "firstYear", firstYear, "1990 to 2016");
    require(lastYear >= 2018 && lastYear <= 2060, "lastYear", lastYear, "2018 to 2060");
    require(
        childrenScale >= 0.01 && childrenScale <= 1000,
        "childrenScale",
        childrenScale,
        "0.01 to 1000");
    require(
        familyCentreEffect > -1 && familyCentreEffect <= 1,
        "familyCentreEffect",
        familyCentreEffect,
        "above -1 and at most 1");
    require(
        systemicEffect > -1 && systemicEffect <= 1,
        "systemicEffect",
        systemicEffect,
        "above -1 and at most 1");
  }

  /** The settings of the committed sample. */
  public static SampleSettings standard() {
    return new SampleSettings(20190320L, 2010, 2021, 1.0, -0.12, 0.0, true, true);
  }

  /** These settings with another seed. */
  public SampleSettings withSeed(long other) {
    return new SampleSettings(
        other,
        firstYear,
        lastYear,
        childrenScale,
        familyCentreEffect,
        systemicEffect,
        suppression,
        faults);
  }

  /** These settings with another scale of children. */
  public SampleSettings withChildrenScale(double scale) {
    return new SampleSettings(
        seed, firstYear, lastYear, scale, familyCentreEffect, systemicEffect, suppression, faults);
  }

  /** These settings with another effect of the family centre. */
  public SampleSettings withFamilyCentreEffect(double effect) {
    return new SampleSettings(
        seed, firstYear, lastYear, childrenScale, effect, systemicEffect, suppression, faults);
  }

  /** These settings with suppression on or off. */
  public SampleSettings withSuppression(boolean on) {
    return new SampleSettings(
        seed, firstYear, lastYear, childrenScale, familyCentreEffect, systemicEffect, on, faults);
  }

  /** These settings with the planted faults on or off. */
  public SampleSettings withFaults(boolean on) {
    return new SampleSettings(
        seed,
        firstYear,
        lastYear,
        childrenScale,
        familyCentreEffect,
        systemicEffect,
        suppression,
        on);
  }

  int years() {
    return lastYear - firstYear + 1;
  }

  int year(int index) {
    return firstYear + index;
  }

  int index(int year) {
    return year - firstYear;
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
              + ". Outside it the sample has no planted truth to compare with. Correct it in the"
              + " settings of the sample.");
    }
  }
}

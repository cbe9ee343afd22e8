package fi.lape.samples;

import java.util.List;

/**
 * A municipality as the published series know it: merged municipalities are taken together.
 *
 * @param index place in {@link Geography#municipalities()}
 * @param code three digits
 * @param area project area by the division of 2018, {@link Geography#NO_AREA} for Åland
 * @param region region (maakunta) code of the division of 2022
 * @param sizeClass number of children as the exponent of 1.35, from 20 children
 * @param rateOffsetFrom offset of the placed share from the area's, percentage points, in 2010
 * @param rateOffsetTo the same in 2020
 * @param parts the municipalities it consists of over time, itself first
 */
record Municipality(
    int index,
    String code,
    String nameFi,
    String nameSv,
    String area,
    String region,
    int sotkanetId,
    int wellbeingSotkanetId,
    int sizeClass,
    double rateOffsetFrom,
    double rateOffsetTo,
    boolean rateOffsetKnown,
    List<Part> parts) {

  /** Earlier years use the division of this one. */
  private static final int FIRST_DIVISION = 2010;

  /**
   * A municipality of some year's own division.
   *
   * @param firstYear first year of its existence, 2010 standing for "2010 or earlier"
   * @param lastYear last year of its existence
   * @param share its share of the children of the whole while it exists
   */
  record Part(String code, String nameFi, int firstYear, int lastYear, double share) {

    boolean existsIn(int year) {
      return (firstYear <= FIRST_DIVISION || firstYear <= year) && year <= lastYear;
    }
  }

  /** The parts existing in a year. */
  List<Part> partsIn(int year) {
    return parts.stream().filter(part -> part.existsIn(year)).toList();
  }
}

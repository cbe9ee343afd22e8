package fi.lape.samples;

import java.util.List;

/**
 * A project area with what the sample plants in it.
 *
 * @param code area code, such as {@code KSU}
 * @param language language of the project's reports, {@code fi} or {@code sv}
 * @param placedShare share of children placed outside the home, percent, by year
 * @param careCostIndex unit cost of care against the whole country
 */
record ProjectArea(
    String code,
    String projectName,
    String language,
    String leadMunicipality,
    List<String> packages,
    YearPath placedShare,
    double careCostIndex) {}

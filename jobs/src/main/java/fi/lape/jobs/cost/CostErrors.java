package fi.lape.jobs.cost;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.List;

/** Words the refusals of the cost stage. */
final class CostErrors {
  private CostErrors() {}

  /** The index has no value for the year whose money is wanted. */
  static JobException priceYearNotCovered(int priceYear, List<Integer> years) {
    return new JobException(
        ExitCode.DATA,
        "PRICE_YEAR_NOT_COVERED",
        "the price index covers %s but the price year of the study plan is %d. Without it no amount can be put into the money of that year. Add the year to prices/price_index.csv, or change 'costs.price_year' in the study plan."
            .formatted(
                years.isEmpty() ? "no year" : years.get(0) + " to " + years.get(years.size() - 1),
                priceYear));
  }

  /** Money was spent in a year the index does not have. */
  static JobException accountYearNotCovered(String area, int year) {
    return new JobException(
        ExitCode.DATA,
        "ACCOUNT_YEAR_NOT_COVERED",
        "project area %s has programme costs of %d, a year the price index does not have. They cannot be put into the money of the price year. Add the year to prices/price_index.csv."
            .formatted(area, year));
  }
}

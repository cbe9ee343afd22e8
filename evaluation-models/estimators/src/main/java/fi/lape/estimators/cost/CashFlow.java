package fi.lape.estimators.cost;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.CostErrors;

/**
 * Money that one payer spends in a year because of the programme.
 *
 * @param kind such as {@code grant} or {@code care}
 * @param eur above 0 where it is spent, below 0 where it is saved
 */
public record CashFlow(int year, Payer payer, String kind, double eur) {
  /** Refuses amounts that are not finite. */
  public CashFlow {
    requireNonNull(payer, "payer is null");
    requireNonNull(kind, "kind is null");
    if (!Double.isFinite(eur)) {
      throw CostErrors.dataInvalid("'%s' of %d is %s".formatted(kind, year, eur));
    }
  }
}

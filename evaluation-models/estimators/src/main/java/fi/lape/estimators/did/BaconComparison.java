package fi.lape.estimators.did;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.panel.Panel;

/**
 * One of the differences in differences that a two-way fixed effects coefficient is made of.
 *
 * @param treated the cohort whose treatment changes in the window compared
 * @param control the cohort it is compared with, {@link Panel#NEVER} for all never treated
 * @param type which of the two is treated when
 * @param weight in the coefficient; all add up to 1
 * @param effect the difference in differences with its influence
 */
public record BaconComparison(
    int treated, int control, Type type, double weight, Estimated effect) {
  /** Who is compared with whom. */
  public enum Type {
    /** With units never treated in the time looked at. */
    TREATED_VS_UNTREATED,
    /** With units treated later, before they are. */
    EARLIER_VS_LATER,
    /** With units treated already: their own effects enter with the wrong sign. */
    LATER_VS_EARLIER,
    /** With units treated in all periods: changes of their effects enter with the wrong sign. */
    LATER_VS_ALWAYS
  }

  public BaconComparison {
    requireNonNull(type, "type is null");
    requireNonNull(effect, "effect is null");
  }
}

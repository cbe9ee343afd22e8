package fi.lape.estimators.cost;

/**
 * What a day avoided in a form of care costs.
 *
 * @param form name of the form; {@link PlacementDays#ALL} for days of all forms together
 * @param estimate days avoided, and what the programme costs after savings in the other forms
 * @param draws of the same
 */
public record DayCost(String form, Increment estimate, CostEffectDraws draws) {}

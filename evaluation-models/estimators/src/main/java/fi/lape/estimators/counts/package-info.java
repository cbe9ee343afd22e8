/**
 * Effects on counts: Poisson regressions with an exposure, whose unit or cohort effects are taken
 * out in closed form, and effects on counts, rates and in relative terms by the delta method.
 */
package fi.lape.estimators.counts;

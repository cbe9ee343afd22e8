/**
 * What a method answers: {@link fi.lape.estimators.estimate.Fit}, a list of effects that are either
 * estimated or refused by name.
 */
package fi.lape.estimators.estimate;

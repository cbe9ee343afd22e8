/**
 * Heterogeneous adoption: effects of a dose that everybody gets from the same period on, by what
 * would have happened to a unit whose dose is almost zero.
 */
package fi.lape.estimators.had;

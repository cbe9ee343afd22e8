/** One series before and after a change: what moved, never why. Descriptive throughout. */
package fi.lape.estimators.segmented;

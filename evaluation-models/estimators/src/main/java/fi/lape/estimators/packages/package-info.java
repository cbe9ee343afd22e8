/**
 * What areas chose for themselves, and how their outcomes changed: associations, never effects. The
 * choice was the areas' own, so nothing here speaks of causes.
 */
package fi.lape.estimators.packages;

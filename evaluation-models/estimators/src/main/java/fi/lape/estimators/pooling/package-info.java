/**
 * Pools the effects of areas: what is common, how much areas differ, and what one area's own effect
 * is when it borrows strength from the others.
 */
package fi.lape.estimators.pooling;

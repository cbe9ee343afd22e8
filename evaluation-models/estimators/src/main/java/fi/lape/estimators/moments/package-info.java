/**
 * The mergeable state that every linear estimator reads; the entry is {@link
 * fi.lape.estimators.moments.PanelMoments}.
 */
package fi.lape.estimators.moments;

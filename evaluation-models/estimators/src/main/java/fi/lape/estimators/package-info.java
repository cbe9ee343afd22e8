/**
 * Effect estimators and their inference in plain Java: no Spark, no files, no logging, no clock.
 *
 * <p>Start at {@link fi.lape.estimators.Methods}: a method turns {@link
 * fi.lape.estimators.moments.PanelMoments} into a {@link fi.lape.estimators.estimate.Fit}; an
 * {@link fi.lape.estimators.inference.Inference} turns each estimate of it into an interval and a
 * p-value.
 */
package fi.lape.estimators;

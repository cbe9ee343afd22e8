/**
 * Standard errors, intervals and p-values from what an estimate carries; the entry is {@link
 * fi.lape.estimators.inference.Inference}.
 */
package fi.lape.estimators.inference;

/**
 * Group-time effects with covariates from a few passes over units that never leave where they are:
 * {@link fi.lape.estimators.did.passes.UnitPasses} visits them, sums are all that comes back.
 */
package fi.lape.estimators.did.passes;

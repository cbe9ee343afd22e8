/** Tests of comparisons given covariates. */
package fi.lape.estimators.did.covariates;

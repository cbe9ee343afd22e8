/**
 * One cohort compared with its controls between two periods, given covariates: {@link
 * fi.lape.estimators.did.covariates.DifferencedCell} from changes of units, {@link
 * fi.lape.estimators.did.covariates.CrossSectionCell} from rows of two periods.
 */
package fi.lape.estimators.did.covariates;

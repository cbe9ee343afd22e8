/** What every estimator must obey: {@link fi.lape.estimators.laws.EstimatorLaws}. */
package fi.lape.estimators.laws;

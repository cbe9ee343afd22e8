/** Named refusals; {@link fi.lape.estimators.error.EvaluationErrors} words every one of them. */
package fi.lape.estimators.error;

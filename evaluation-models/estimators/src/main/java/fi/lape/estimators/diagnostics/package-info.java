/**
 * How far the effects of an event study can be trusted when trends were not parallel: {@link
 * fi.lape.estimators.diagnostics.HonestDid} and {@link
 * fi.lape.estimators.diagnostics.PreTrendPower} on an {@link
 * fi.lape.estimators.diagnostics.EventStudy}. {@link fi.lape.estimators.diagnostics.Diagnostics}
 * lists them with their settings.
 */
package fi.lape.estimators.diagnostics;

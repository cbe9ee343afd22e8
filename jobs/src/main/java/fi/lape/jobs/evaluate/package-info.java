/**
 * From panel tables to effect estimates and their diagnostics; {@link
 * fi.lape.jobs.evaluate.EvaluateStage} is the entry.
 */
package fi.lape.jobs.evaluate;

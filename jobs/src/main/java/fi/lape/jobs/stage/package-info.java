/** What the stages of an evaluation share; {@link fi.lape.jobs.stage.Stage}. */
package fi.lape.jobs.stage;

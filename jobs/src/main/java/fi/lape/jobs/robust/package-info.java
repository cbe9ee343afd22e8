/**
 * The specification curve: every headline again with one choice changed at a time, as independent
 * tasks of Spark; {@link fi.lape.jobs.robust.RobustnessStage} is the entry.
 */
package fi.lape.jobs.robust;

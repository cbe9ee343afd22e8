/** Failures worded for the person who must act; {@link fi.lape.jobs.failure.JobException}. */
package fi.lape.jobs.failure;

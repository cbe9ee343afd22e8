/** How long work shows that it lives; {@link fi.lape.jobs.progress.Progress}. */
package fi.lape.jobs.progress;

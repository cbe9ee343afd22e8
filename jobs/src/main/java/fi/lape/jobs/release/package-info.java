/**
 * The only place that writes a release: tables, description and report in one folder, complete or
 * absent. {@link fi.lape.jobs.release.ReleaseStage} is the entry.
 */
package fi.lape.jobs.release;

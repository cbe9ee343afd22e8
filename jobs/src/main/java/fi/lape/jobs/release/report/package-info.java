/**
 * The report of a release: one self-contained page in each language, every number of it from the
 * released tables; {@link fi.lape.jobs.release.report.Report} is the entry.
 */
package fi.lape.jobs.release.report;

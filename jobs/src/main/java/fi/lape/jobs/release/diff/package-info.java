/**
 * {@code lape diff}: which numbers moved between two releases and why; {@link
 * fi.lape.jobs.release.diff.ReleaseDiff} is the entry.
 */
package fi.lape.jobs.release.diff;

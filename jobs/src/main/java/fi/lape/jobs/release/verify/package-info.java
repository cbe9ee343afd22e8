/**
 * {@code lape verify}: a release checked again from its files alone; {@link
 * fi.lape.jobs.release.verify.Verification} is the entry.
 */
package fi.lape.jobs.release.verify;

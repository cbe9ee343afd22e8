/**
 * Tables of a release in memory; {@link fi.lape.jobs.release.table.ReleaseTable} is the entry. They
 * are small by nature: areas, years and outcomes, never people.
 */
package fi.lape.jobs.release.table;

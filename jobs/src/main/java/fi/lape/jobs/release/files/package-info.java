/**
 * The files of a release and the folder they appear in, all at once; {@link
 * fi.lape.jobs.release.files.ReleaseFolder} is the entry.
 */
package fi.lape.jobs.release.files;

/**
 * Cell suppression on anybody's linked tables: what must be hidden besides the small numbers so
 * that nobody can work them out, found with linear programs, and an attack that checks it.
 */
package fi.lape.jobs.disclose;

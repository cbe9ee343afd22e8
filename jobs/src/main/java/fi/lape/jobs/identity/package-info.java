/** Keeping people out of the data: identity codes are found and refused, or made pseudonyms. */
package fi.lape.jobs.identity;

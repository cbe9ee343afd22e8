/** The Delta tables of one evaluation; {@link fi.lape.jobs.lake.Lake} is the entry. */
package fi.lape.jobs.lake;

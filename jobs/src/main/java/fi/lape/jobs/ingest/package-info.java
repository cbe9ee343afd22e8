/**
 * From files as received to bronze and silver tables; {@link fi.lape.jobs.ingest.IngestStage} is
 * the entry.
 */
package fi.lape.jobs.ingest;

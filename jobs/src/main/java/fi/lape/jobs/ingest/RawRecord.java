package fi.lape.jobs.ingest;

/**
 * A record as received.
 *
 * @param no number within the file, from 1; for lines the line number
 * @param line line on which it starts, from 1
 * @param text its characters
 */
record RawRecord(long no, long line, String text) {}

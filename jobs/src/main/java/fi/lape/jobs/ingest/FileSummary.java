package fi.lape.jobs.ingest;

import java.util.Optional;

/**
 * What reading one file found.
 *
 * @param records records in the file; lines include the header
 * @param faultCode why the whole file is refused; empty when it is not
 * @param faultPlace first place of the fault, never its content
 * @param faultCount number of such places
 */
record FileSummary(
    SourceTable table,
    String name,
    String sha256,
    long bytes,
    String encoding,
    String origin,
    long records,
    Optional<String> faultCode,
    Optional<String> faultPlace,
    long faultCount) {}

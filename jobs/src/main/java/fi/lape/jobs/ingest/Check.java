package fi.lape.jobs.ingest;

import org.apache.spark.sql.Column;

/**
 * One thing a row may have wrong.
 *
 * @param violated true where the row is wrong; null counts as right
 * @param field column that is wrong
 * @param code reason code of the code list
 * @param reason the rule in words, without values of the row
 */
record Check(Column violated, String field, String code, String reason) {}

/**
 * From a {@code Dataset<Row>} to the state the estimators read; the entry is {@link
 * fi.lape.spark.MomentsReducer}.
 */
package fi.lape.spark;

/** Effect estimation as a stage of an MLlib pipeline. */
package fi.lape.spark.ml;

/**
 * Doubly robust effects whose two models of the covariates are learnt by MLlib on other folds than
 * they are used on. Models come to the driver, units never do.
 */
package fi.lape.spark.dml;

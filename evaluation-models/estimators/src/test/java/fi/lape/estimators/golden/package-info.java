/** Reads the golden sets and keeps count of the numbers compared with them. */
package fi.lape.estimators.golden;

/** Measures how long things take; never part of the tests. */
package fi.lape.benchmarks;

/**
 * How stages write results: rows checked against their contract, tables in the order of their key,
 * and the record of runs; {@link fi.lape.jobs.gold.GoldTables}.
 */
package fi.lape.jobs.gold;

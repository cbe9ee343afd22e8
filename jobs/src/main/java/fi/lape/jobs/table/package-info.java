/** What the stages share to make, count and write tables. */
package fi.lape.jobs.table;

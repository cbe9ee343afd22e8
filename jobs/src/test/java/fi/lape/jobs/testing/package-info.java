/** What the jobs' tests share: one Spark session a test run, and the committed sample. */
package fi.lape.jobs.testing;

/** Submission to a real cluster. */
package fi.lape.jobs.cluster;

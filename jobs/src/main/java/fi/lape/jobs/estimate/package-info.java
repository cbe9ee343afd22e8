/** Any method on anybody's panel: reading a file, and writing the numbers. */
package fi.lape.jobs.estimate;

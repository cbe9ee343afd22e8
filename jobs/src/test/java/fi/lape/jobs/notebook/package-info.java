/** Notebooks, run as a reader runs them. */
package fi.lape.jobs.notebook;

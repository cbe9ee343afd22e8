/** Placeholder description, replaced by the module. */
package fi.lape.jobs;

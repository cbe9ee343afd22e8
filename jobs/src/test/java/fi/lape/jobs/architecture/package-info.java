/** The design's arrows, held by a test. */
package fi.lape.jobs.architecture;

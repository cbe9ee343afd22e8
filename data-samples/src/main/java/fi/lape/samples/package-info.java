/**
 * Synthetic programmes with a planted truth. The entry type is {@link
 * fi.lape.samples.SampleProgramme}.
 */
package fi.lape.samples;

/**
 * A synthetic child-welfare register of any size, with a planted truth, written in parallel by
 * Spark. {@link fi.lape.samples.register.RegisterSample} is the entry.
 */
package fi.lape.samples.register;

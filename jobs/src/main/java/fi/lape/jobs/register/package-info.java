/**
 * The child register: received, judged, and turned into person-time. {@link
 * fi.lape.jobs.register.RegisterIngest} and {@link fi.lape.jobs.register.ChildPeriods} are the
 * entries.
 */
package fi.lape.jobs.register;

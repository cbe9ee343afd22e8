/** How a process gets its Spark session; {@link fi.lape.jobs.session.Sessions}. */
package fi.lape.jobs.session;

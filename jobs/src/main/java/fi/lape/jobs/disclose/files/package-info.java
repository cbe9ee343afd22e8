/**
 * {@code lape disclose}: tables and rules as files in, protected tables and a log out, attacked as
 * files before anybody sees them.
 */
package fi.lape.jobs.disclose.files;

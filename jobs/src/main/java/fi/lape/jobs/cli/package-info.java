/** The {@code lape} command; {@link fi.lape.jobs.cli.Lape} is the entry. */
package fi.lape.jobs.cli;

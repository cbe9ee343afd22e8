/**
 * Hiding of small counts and of what would give them away; {@link
 * fi.lape.jobs.release.disclosure.DisclosureControl} is the entry, {@link
 * fi.lape.jobs.release.disclosure.ReleasedFilesAttack} the check that trusts nothing of it.
 */
package fi.lape.jobs.release.disclosure;

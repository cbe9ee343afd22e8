/**
 * Hiding of small counts and of what would give them away; {@link
 * fi.lape.jobs.release.disclosure.DisclosureControl} is the entry. What it lets through is attacked
 * by {@link fi.lape.jobs.release.attack.ReleasedFilesAttack}, which trusts nothing of it.
 */
package fi.lape.jobs.release.disclosure;

/**
 * What a reader of the published files can work out of what they hide: the newest release, every
 * earlier one beside it, and nothing else; {@link fi.lape.jobs.release.attack.ReleasedFilesAttack}
 * is the entry. Shares nothing with what did the hiding but the solver.
 */
package fi.lape.jobs.release.attack;

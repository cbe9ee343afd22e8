/**
 * Effects estimated from the child register, added up by municipality, year, age group and sex:
 * {@link fi.lape.jobs.register.effect.RegisterStage} is the entry. One pass over {@code
 * register_cell} gives sums whose number does not grow with the children; everything after is
 * local. Single children are never read here.
 */
package fi.lape.jobs.register.effect;

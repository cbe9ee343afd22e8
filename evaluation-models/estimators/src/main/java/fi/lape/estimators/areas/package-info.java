/** The own effect of every area from a staggered design, and how the effects go together. */
package fi.lape.estimators.areas;

/**
 * Euros of one year in the money of another; {@link fi.lape.jobs.price.PriceIndex} is the entry.
 */
package fi.lape.jobs.price;

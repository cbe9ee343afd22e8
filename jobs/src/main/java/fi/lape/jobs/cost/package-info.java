/**
 * What the programme cost, and what it cost for each placement avoided; {@link
 * fi.lape.jobs.cost.CostStage} is the entry.
 */
package fi.lape.jobs.cost;

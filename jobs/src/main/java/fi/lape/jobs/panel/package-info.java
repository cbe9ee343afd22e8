/**
 * From silver tables to panels of municipalities and project areas in the division of 2018; {@link
 * fi.lape.jobs.panel.PanelStage} is the entry.
 */
package fi.lape.jobs.panel;

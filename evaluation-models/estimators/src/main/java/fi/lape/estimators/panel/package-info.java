/** Units by periods in memory; the entry is {@link fi.lape.estimators.panel.Panel}. */
package fi.lape.estimators.panel;

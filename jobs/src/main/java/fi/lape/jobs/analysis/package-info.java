/**
 * One question of the study plan put to one panel: what is asked ({@link
 * fi.lape.jobs.analysis.Question}), the panel as cohort means or unit by unit ({@link
 * fi.lape.jobs.analysis.PanelAccess}), and what is answered ({@link fi.lape.jobs.analysis.Answer}
 * for one number, {@link fi.lape.jobs.analysis.AnalysisResult} for all rows). Knows no stage.
 */
package fi.lape.jobs.analysis;

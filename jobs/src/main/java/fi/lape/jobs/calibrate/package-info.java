/**
 * How well the analyses of a plan do on the panel at hand: {@link
 * fi.lape.jobs.calibrate.CalibrateStage} plants effects and counts, and {@link
 * fi.lape.jobs.calibrate.CalibrationFile} carries what was found to the evaluation.
 */
package fi.lape.jobs.calibrate;

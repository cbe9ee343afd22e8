/**
 * How well an analysis does on a given panel: {@link fi.lape.estimators.calibration.NoiseFit} fits
 * a {@link fi.lape.estimators.calibration.NoiseModel} to the data, {@link
 * fi.lape.estimators.calibration.OutcomeSimulator} draws outcomes from it with planted effects, and
 * a {@link fi.lape.estimators.calibration.Tally} counts how often the analysis was right. All of it
 * is deterministic given the seeds.
 */
package fi.lape.estimators.calibration;

/** Methods for a dose with a common start: {@link fi.lape.estimators.dose.DoseRegression}. */
package fi.lape.estimators.dose;

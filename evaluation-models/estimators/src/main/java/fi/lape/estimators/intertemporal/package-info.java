/**
 * Effects of treatments that may have many levels, come and go: {@link
 * fi.lape.estimators.intertemporal.IntertemporalEffects}.
 */
package fi.lape.estimators.intertemporal;

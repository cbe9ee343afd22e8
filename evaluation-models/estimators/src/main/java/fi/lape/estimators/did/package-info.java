/** Difference-in-differences methods, first of all {@link fi.lape.estimators.did.GroupTimeAtt}. */
package fi.lape.estimators.did;

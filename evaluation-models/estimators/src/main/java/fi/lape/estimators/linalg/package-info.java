/** Small dense linear algebra: {@link fi.lape.estimators.linalg.SymmetricInverse}. */
package fi.lape.estimators.linalg;

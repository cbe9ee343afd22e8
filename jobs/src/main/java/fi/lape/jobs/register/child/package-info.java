/**
 * A table of single children before and after an adoption, for estimators that look at children.
 * Its rows are of persons: they stay with whoever keeps the register and never reach a release.
 */
package fi.lape.jobs.register.child;

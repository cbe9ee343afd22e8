package fi.lape.spark.dml;

import java.io.Serializable;

/**
 * A function of covariates that was learnt: a change of the outcome, or the log odds of a score.
 */
sealed interface Learned extends Serializable permits LearnedLine, LearnedTrees {
  /** Returns its value. */
  double at(double[] x);
}

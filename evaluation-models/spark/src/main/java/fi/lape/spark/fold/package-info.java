/**
 * The fast way from a long panel to its units, in one shuffle of packed rows. It takes panels
 * without faults only and says so when it meets one; finding out who is at fault is left to others.
 */
package fi.lape.spark.fold;

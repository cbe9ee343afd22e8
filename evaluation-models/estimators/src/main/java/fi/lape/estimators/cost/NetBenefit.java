package fi.lape.estimators.cost;

/**
 * Incremental net monetary benefit of a programme at one willingness to pay, euros.
 *
 * @param willingness euros per unit of effect
 * @param mean of the draws
 * @param standardDeviation of the draws
 * @param low end of the interval between quantiles of the draws
 * @param high the other end
 * @param level of the interval
 * @param probability share of draws above 0: the cost-effectiveness acceptability curve
 * @param programmeIsBest whether the mean is above 0
 * @param probabilityOfBest share of draws in which the option of highest mean is the best: the
 *     acceptability frontier
 * @param perfectInformation expected value of perfect information for one decision, 0 or more
 */
public record NetBenefit(
    double willingness,
    double mean,
    double standardDeviation,
    double low,
    double high,
    double level,
    double probability,
    boolean programmeIsBest,
    double probabilityOfBest,
    double perfectInformation) {}

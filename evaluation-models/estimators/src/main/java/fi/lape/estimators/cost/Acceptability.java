package fi.lape.estimators.cost;

import java.util.List;

/**
 * What to choose among several strategies at one willingness to pay.
 *
 * @param willingness euros per unit of effect
 * @param strategies names, in the order given
 * @param netBenefits mean net benefit of each, euros
 * @param probabilities share of draws in which each is the best; they sum to 1
 * @param best the strategy of highest mean net benefit; of equal ones the first
 * @param probabilityOfBest its share: the acceptability frontier
 * @param perfectInformation expected value of perfect information for one decision, 0 or more
 */
public record Acceptability(
    double willingness,
    List<String> strategies,
    List<Double> netBenefits,
    List<Double> probabilities,
    String best,
    double probabilityOfBest,
    double perfectInformation) {}

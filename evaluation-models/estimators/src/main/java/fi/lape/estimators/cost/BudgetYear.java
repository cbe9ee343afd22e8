package fi.lape.estimators.cost;

import java.util.SortedMap;

/**
 * What a year costs more than without the programme, not discounted.
 *
 * @param byKind euros by kind of cost; every kind of the budget is there, with 0 where nothing is
 *     spent
 * @param total of the year
 * @param cumulative of the years up to this
 */
public record BudgetYear(
    int year, SortedMap<String, Double> byKind, double total, double cumulative) {}

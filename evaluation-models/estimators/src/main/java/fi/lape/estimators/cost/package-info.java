/**
 * What an effect costs: incremental net benefit first, ratios only where they mean something, and
 * the uncertainty of effect and cost together.
 *
 * <p>Effects are benefits, more is better (placements <em>avoided</em>); costs are euros spent more
 * than with the alternative. Start at {@link fi.lape.estimators.cost.CostEffectDraws} for a
 * programme against one alternative, at {@link fi.lape.estimators.cost.Frontier} for several
 * strategies, and at {@link fi.lape.estimators.cost.AreaResampling} for draws that keep effect and
 * cost of an area together.
 */
package fi.lape.estimators.cost;

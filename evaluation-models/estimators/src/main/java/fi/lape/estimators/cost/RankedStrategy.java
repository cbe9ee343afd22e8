package fi.lape.estimators.cost;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A strategy with its standing.
 *
 * @param comparedWith the strategy before it on the frontier; empty for the first, and off it
 * @param icer euros per unit of effect more than {@code comparedWith}; empty where that is
 */
public record RankedStrategy(
    Strategy strategy, Standing standing, Optional<String> comparedWith, OptionalDouble icer) {}

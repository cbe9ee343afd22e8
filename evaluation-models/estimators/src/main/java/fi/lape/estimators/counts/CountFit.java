package fi.lape.estimators.counts;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import java.util.Map;
import java.util.Optional;

/**
 * All that a method for counts finds out.
 *
 * @param fit the effects
 * @param model the regression behind them; empty if there was nothing to fit
 * @param errors by estimated effect
 */
public record CountFit(Fit fit, Optional<CountModel> model, Map<EffectKey, CountErrors> errors) {
  public CountFit {
    requireNonNull(fit, "fit is null");
    requireNonNull(model, "model is null");
    errors = Map.copyOf(errors);
  }
}

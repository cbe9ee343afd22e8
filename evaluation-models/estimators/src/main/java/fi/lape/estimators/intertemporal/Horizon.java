package fi.lape.estimators.intertemporal;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.estimate.UnitInfluence;
import fi.lape.estimators.panel.Panel;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number: a sum over switchers, what it is divided by, or the reason why not.
 *
 * @param sums empty ones if there is a reason
 */
record Horizon(EffectKey key, Panel panel, Sums sums, Per per, Optional<Reason> reason) {
  /** What the sum is divided by. */
  enum Per {
    SWITCHER,
    DOSE,
    DOSE_NOW;

    double total(Sums sums) {
      return switch (this) {
        case SWITCHER -> sums.weight;
        case DOSE -> sums.dose;
        case DOSE_NOW -> sums.doseNow;
      };
    }

    double[] slope(Sums sums) {
      return switch (this) {
        case SWITCHER -> sums.weightSlope;
        case DOSE -> sums.doseSlope;
        case DOSE_NOW -> sums.doseNowSlope;
      };
    }
  }

  // Doses that cancel leave rounding, some 1e-16 of their size.
  private static final double NO_DOSE = 1e-12;

  Horizon {
    requireNonNull(key, "key is null");
    requireNonNull(per, "per is null");
    requireNonNull(reason, "reason is null");
  }

  private Optional<Reason> refusal() {
    if (reason.isEmpty() && !(per.total(sums) > NO_DOSE * sums.weight)) {
      return Optional.of(Reason.NO_VARIATION_IN_TREATMENT);
    }
    return reason;
  }

  Effect effect(InfluenceForm form) {
    Optional<Reason> refused = refusal();
    if (refused.isPresent()) {
      return new NotEstimable(key, refused.get());
    }
    double total = per.total(sums);
    double estimate = sums.effect / total;
    double[] psi = new double[panel.size()];
    for (int i = 0; i < psi.length; i++) {
      double numerator =
          switch (form) {
            case REFERENCE -> sums.influence[i];
            case DERIVATIVE -> sums.effectSlope[i] - estimate * per.slope(sums)[i];
          };
      psi[i] = psi.length * (numerator / total);
    }
    return new Estimated(
        key,
        estimate,
        new UnitInfluence(panel, psi),
        Optional.empty(),
        Optional.empty(),
        new Sample(
            sums.units(),
            sums.differences(),
            sums.clustersSwitching.size(),
            OptionalDouble.of(sums.outcomeBefore / sums.weight)));
  }

  Optional<SwitcherCounts> counts() {
    if (refusal().isPresent()) {
      return Optional.empty();
    }
    double weight = 0;
    for (int i = 0; i < sums.used.length; i++) {
      for (boolean used : sums.used[i]) {
        weight += used ? panel.weight(i) : 0;
      }
    }
    return Optional.of(
        new SwitcherCounts(key, sums.switchers, sums.weight, sums.differences(), weight));
  }
}

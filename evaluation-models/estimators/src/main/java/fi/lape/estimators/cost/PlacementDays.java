package fi.lape.estimators.cost;

import fi.lape.estimators.error.CostErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cost per placement-day avoided, by form of care.
 *
 * <p>With P the cost of the programme, d_f the days avoided and u_f the cost of a day, a day
 * avoided in form f costs (P − Σ_{g≠f} u_g d_g)/d_f. That is also the price of a day in f at which
 * the programme pays for itself: compare it with u_f. For all forms together it is P / Σ d_f,
 * before any saving. Prices of a day are drawn from their own distributions, days come from the
 * resamples of areas.
 */
public final class PlacementDays {
  /** The name of all forms together. */
  public static final String ALL = "all";

  private PlacementDays() {}

  /**
   * Returns one row a form, in the order given, and one for all.
   *
   * @param programme cost P, euros
   * @param forms with equally many draws
   * @param seed of the draws of unit costs
   */
  public static List<DayCost> of(double programme, List<FormDays> forms, long seed) {
    if (forms.isEmpty()) {
      throw CostErrors.dataInvalid("there is no form of care");
    }
    int draws = forms.get(0).draws().length;
    double[] days = new double[draws];
    double[] saved = new double[draws];
    double allDays = 0;
    double allSaved = 0;
    List<double[]> savings = new ArrayList<>();
    for (FormDays form : forms) {
      if (form.draws().length != draws) {
        throw CostErrors.dataInvalid(
            "days of '%s' have %d draws, those of '%s' %d"
                .formatted(
                    form.cost().name(), form.draws().length, forms.get(0).cost().name(), draws));
      }
      double[] mine = savings(form, seed);
      savings.add(mine);
      allDays += form.avoided();
      allSaved += form.avoided() * form.cost().mean();
      double[] drawn = form.draws();
      for (int b = 0; b < draws; b++) {
        days[b] += drawn[b];
        saved[b] += mine[b];
      }
    }
    List<DayCost> rows = new ArrayList<>();
    for (int f = 0; f < forms.size(); f++) {
      FormDays form = forms.get(f);
      double others = allSaved - form.avoided() * form.cost().mean();
      double[] costs = new double[draws];
      for (int b = 0; b < draws; b++) {
        costs[b] = programme - (saved[b] - savings.get(f)[b]);
      }
      rows.add(
          new DayCost(
              form.cost().name(),
              new Increment(form.avoided(), programme - others),
              CostEffectDraws.of(form.draws(), costs)));
    }
    double[] gross = new double[draws];
    Arrays.fill(gross, programme);
    rows.add(new DayCost(ALL, new Increment(allDays, programme), CostEffectDraws.of(days, gross)));
    return rows;
  }

  private static double[] savings(FormDays form, long seed) {
    double[] drawn = form.draws();
    double[] prices = form.cost().draws(drawn.length, seed);
    double[] savings = new double[drawn.length];
    for (int b = 0; b < savings.length; b++) {
      savings[b] = drawn[b] * prices[b];
    }
    return savings;
  }
}

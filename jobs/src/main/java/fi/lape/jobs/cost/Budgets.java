package fi.lape.jobs.cost;

import fi.lape.estimators.cost.BudgetImpact;
import fi.lape.estimators.cost.BudgetYear;
import fi.lape.estimators.cost.CashFlow;
import fi.lape.estimators.cost.Payer;
import fi.lape.estimators.cost.Perspective;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the programme does to the budgets of state and municipalities, year by year. */
final class Budgets {
  private Budgets() {}

  /** Budget impacts by year, of the perspectives wanted and of both payers together. */
  static List<Measure> of(Known known, List<Perspective> wanted) {
    List<CashFlow> flows = new ArrayList<>();
    known
        .adopters()
        .charged()
        .forEach(
            (year, charged) -> {
              flows.add(new CashFlow(year, Payer.STATE, "grant", charged.state()));
              flows.add(
                  new CashFlow(year, Payer.MUNICIPALITY, "own-funding", charged.municipality()));
            });
    known
        .adopters()
        .childrenByYear()
        .keySet()
        .forEach(year -> flows.add(new CashFlow(year, Payer.MUNICIPALITY, "care", 0)));
    Set<Perspective> perspectives = EnumSet.of(Perspective.BOTH);
    perspectives.addAll(wanted);
    List<Measure> measures = new ArrayList<>();
    for (Perspective perspective : perspectives) {
      for (BudgetYear year : BudgetImpact.of(flows, perspective).years()) {
        measures.add(
            withCare(
                "budget-impact-%d-%s".formatted(year.year(), word(perspective)),
                year.total(),
                known,
                known.adopters().childrenByYear().getOrDefault(year.year(), 0.0),
                perspective));
      }
    }
    return measures;
  }

  /** Programme cost, and for those who pay for care what it costs more, with its interval. */
  static Measure withCare(
      String name, double programme, Known known, double childYears, Perspective perspective) {
    if (!perspective.counts(Payer.MUNICIPALITY) || childYears == 0) {
      return Measure.of(name, programme, "eur");
    }
    return known
        .careCost()
        .number()
        .map(
            care ->
                Measure.of(
                    name,
                    programme + care.estimate() * childYears,
                    care.interval().map(i -> i.times(childYears).plus(programme)),
                    "eur",
                    CostEffectiveness.COST_INTERVAL))
        .orElseGet(
            () ->
                Measure.of(
                    name, programme, Optional.empty(), "eur", CostEffectiveness.WITHOUT_CARE_COST));
  }

  static double programme(Charged charged, Perspective perspective) {
    double sum = 0;
    if (perspective.counts(Payer.STATE)) {
      sum += charged.state();
    }
    if (perspective.counts(Payer.MUNICIPALITY)) {
      sum += charged.municipality();
    }
    return sum;
  }

  static String word(Perspective perspective) {
    return perspective.name().toLowerCase(Locale.ROOT);
  }
}

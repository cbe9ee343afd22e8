package fi.lape.jobs.evaluate;

import fi.lape.estimators.dose.AreaLeverage;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the regression on area doses rests on: how much of the line is one area's, and how the
 * regression weighs the effects of one more unit of dose.
 */
final class DoseTable {
  private final Question question;

  DoseTable(Question question) {
    this.question = question;
  }

  /** The rows, of one year: doses and weights are the same in all. */
  List<DiagnosticRow> rows(List<AreaLeverage> areas) {
    List<DiagnosticRow> rows = new ArrayList<>(leverage(areas));
    rows.addAll(weights(areas));
    return rows;
  }

  /** Hat values of the dose regression. */
  private List<DiagnosticRow> leverage(List<AreaLeverage> areas) {
    List<DiagnosticRow> rows = new ArrayList<>();
    for (AreaLeverage area : areas) {
      rows.add(
          row("dose-leverage", area.area(), area.leverage(), "dose " + Plain.number(area.dose())));
    }
    areas.stream()
        .max(Comparator.comparingDouble(AreaLeverage::leverage))
        .ifPresent(
            largest ->
                rows.add(
                    reported(
                        "dose-leverage",
                        question.outcome().id(),
                        largest.leverage(),
                        "largest hat value, of " + largest.area())));
    return rows;
  }

  /**
   * The weight of the effect of one more unit of dose between an area's dose and the next smaller
   * one, (E[D | D ≥ d] − E[D]) P(D ≥ d) / Var(D), times that step: the weights are never negative
   * and add up to 1, but they are the regression's own and not the doses'.
   *
   * @see <a href="https://arxiv.org/abs/2107.02637">Callaway, Goodman-Bacon and Sant'Anna</a>
   */
  private List<DiagnosticRow> weights(List<AreaLeverage> areas) {
    List<AreaLeverage> sorted = new ArrayList<>(areas);
    sorted.sort(Comparator.comparingDouble(AreaLeverage::dose));
    double all = 0;
    double mean = 0;
    for (AreaLeverage area : sorted) {
      all += area.weight();
      mean += (area.dose() - mean) * area.weight() / all;
    }
    double variance = 0;
    for (AreaLeverage area : sorted) {
      variance += area.weight() / all * (area.dose() - mean) * (area.dose() - mean);
    }
    List<DiagnosticRow> rows = new ArrayList<>();
    double above = 0; // Σ (d − mean) weight share over this dose and all above
    for (int k = sorted.size() - 1; k > 0; k--) {
      AreaLeverage area = sorted.get(k);
      above += area.weight() / all * (area.dose() - mean);
      double step = area.dose() - sorted.get(k - 1).dose();
      rows.add(
          row(
              "dose-weight",
              area.area(),
              above * step / variance,
              "of effects between the doses %s and %s"
                  .formatted(Plain.number(sorted.get(k - 1).dose()), Plain.number(area.dose()))));
    }
    return rows;
  }

  private DiagnosticRow row(String diagnostic, String area, double value, String detail) {
    return reported(diagnostic, question.outcome().id() + ":" + area, value, detail);
  }

  private DiagnosticRow reported(String diagnostic, String subject, double value, String detail) {
    return DiagnosticRow.reported(question.analysis().id(), diagnostic, subject, value, detail);
  }
}

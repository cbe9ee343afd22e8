package fi.lape.estimators.diagnostics;

import fi.lape.estimators.inference.JointTest;
import fi.lape.estimators.inference.Mde;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Runs the diagnostics and lays their answers out as rows. */
final class DiagnosticRows {
  private static final OptionalDouble NOWHERE = OptionalDouble.empty();

  private DiagnosticRows() {}

  static List<DiagnosticRow> honest(EventStudy study, Map<String, String> settings) {
    HonestResult result = new HonestDid(HonestSettings.of(settings)).of(study);
    List<DiagnosticRow> rows = new ArrayList<>();
    rows.add(DiagnosticRow.number("estimate", NOWHERE, result.estimate()));
    rows.add(DiagnosticRow.number("standard-error", NOWHERE, result.standardError()));
    rows.add(
        DiagnosticRow.interval("interval-if-parallel", NOWHERE, Optional.of(result.original())));
    for (HonestInterval interval : result.intervals()) {
      OptionalDouble bound = OptionalDouble.of(interval.bound());
      rows.add(DiagnosticRow.interval("honest-interval", bound, interval.confidence()));
      rows.add(DiagnosticRow.interval("identified-set", bound, interval.identified()));
    }
    Breakdown breakdown = result.breakdown();
    if (breakdown instanceof Breakdown.At at) {
      rows.add(DiagnosticRow.number("breakdown", NOWHERE, at.bound()));
    } else if (breakdown instanceof Breakdown.Unbounded tried) {
      rows.add(DiagnosticRow.word("breakdown", OptionalDouble.of(tried.tried()), "unbounded"));
    } else {
      rows.add(DiagnosticRow.word("breakdown", NOWHERE, "insignificant"));
    }
    return List.copyOf(rows);
  }

  static List<DiagnosticRow> pretrends(EventStudy study, Map<String, String> settings) {
    PreTrendPower power = PreTrendPower.of(settings);
    List<SlopeForPower> slopes = power.slopes(study);
    List<DiagnosticRow> rows = new ArrayList<>();
    JointTest.Result wald = PreTrendTest.of(study, OptionalInt.empty());
    rows.add(DiagnosticRow.number("wald-statistic", NOWHERE, wald.statistic()));
    rows.add(DiagnosticRow.number("wald-p-value", NOWHERE, wald.pValue()));
    rows.add(DiagnosticRow.number("size-of-the-test", NOWHERE, power.power(study, 0)));
    for (SlopeForPower slope : slopes) {
      OptionalDouble at = OptionalDouble.of(slope.power());
      if (slope instanceof SlopeForPower.Detectable found) {
        TrendConsequences under = power.under(study, found.slope());
        rows.add(DiagnosticRow.number("slope-for-power", at, found.slope()));
        rows.add(DiagnosticRow.number("bayes-factor", at, under.bayesFactor()));
        rows.add(DiagnosticRow.number("likelihood-ratio", at, under.likelihoodRatio()));
        for (TrendConsequences.AtEventTime bias : under.path()) {
          rows.add(DiagnosticRow.atTime("bias", at, bias.time(), bias.trend()));
          rows.add(
              DiagnosticRow.atTime("bias-after-passing", at, bias.time(), bias.afterPassing()));
        }
      } else {
        rows.add(DiagnosticRow.word("slope-for-power", at, "already-at-no-trend"));
      }
    }
    for (int i = study.pre(); i < study.size(); i++) {
      double error = Math.sqrt(study.covariance(i, i));
      rows.add(
          DiagnosticRow.atTime(
              "minimum-detectable-effect",
              NOWHERE,
              study.time(i),
              Mde.at80(error, OptionalDouble.empty(), power.level())));
    }
    return List.copyOf(rows);
  }
}

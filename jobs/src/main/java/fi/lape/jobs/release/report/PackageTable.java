package fi.lape.jobs.release.report;

import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.jobs.plan.AreaMethods;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;

/** How changes go together with packages: associations, and called so in every row. */
final class PackageTable {
  private final Words words;
  private final Release release;

  PackageTable(Words words, Release release) {
    this.words = words;
    this.release = release;
  }

  TableView table() {
    TableMaker table =
        new TableMaker(
            words.get("packages.table"),
            words.list(
                "head.package",
                "head.association",
                "head.interval",
                "head.p-family",
                "head.areas-chose",
                "head.verdict"));
    for (TableRow row : rows()) {
      table.text(words.treatment(row.text("treatment")), describe(row));
      if (row.isEmpty("estimate")) {
        table.number(Numbers.NONE).number(Numbers.NONE).number(Numbers.NONE).number(Numbers.NONE);
        table.status(
            words.get("verdict.not-estimable"),
            Verdict.NOT_ESTIMABLE.tone(),
            words.known("reason", row.text("not_estimable_reason").split(":", 2)[0]));
        continue;
      }
      int decimals = decimals(row);
      String unit = words.changeUnit(row.text("outcome_unit"));
      table.number(words.numbers().signed(row.number("estimate"), decimals), unit);
      table.number(
          row.isEmpty("ci_low") || row.isEmpty("ci_high")
              ? Numbers.NONE
              : words.numbers().range(row.number("ci_low"), row.number("ci_high"), decimals));
      table.number(
          row.isEmpty("p_value") ? Numbers.NONE : words.numbers().pValue(row.number("p_value")),
          row.isEmpty("p_value_family")
              ? ""
              : words.get("p-family", words.numbers().pValue(row.number("p_value_family"))));
      table.number(words.get("n-of-m", row.whole("clusters_treated"), row.whole("clusters")));
      Verdict verdict = verdict(row);
      table.status(words.get("verdict." + verdict.key()), verdict.tone(), "");
    }
    return table.done(words.get("packages.note"));
  }

  /** Overall numbers, those of one comparison together. */
  private List<TableRow> rows() {
    return release
        .table("effect_estimate")
        .rows(
            r ->
                AreaMethods.isPackage(r.text("method"))
                    && r.text("estimand").equals(PackageAssociation.ASSOCIATION));
  }

  private String describe(TableRow row) {
    return words.get(
        row.text("method").equals(PackageAssociation.SEVERAL)
            ? "packages.several"
            : "packages.contrast",
        words.outcome(row.text("outcome")));
  }

  private static int decimals(TableRow row) {
    return Numbers.decimalsFor(
        row.numberIfAny("std_error").orElse(Math.abs(row.number("estimate"))));
  }

  /** Never an effect, whatever the interval. */
  private static Verdict verdict(TableRow row) {
    if (row.isEmpty("ci_low") || row.isEmpty("ci_high")) {
      return Verdict.INTERVAL_NOT_VALID;
    }
    return row.number("ci_low") <= 0 && row.number("ci_high") >= 0
        ? Verdict.NO_ASSOCIATION
        : Verdict.ASSOCIATION;
  }
}

package fi.lape.jobs.release.report;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the programme cost by area, and what it bought. */
final class CostTables {
  private static final String SHARE = "share";
  private static final String AT = "-at-";
  private static final String BUDGET = "budget-impact-";
  private static final String DISCOUNT = "-discount-";

  /** Amounts at which curves are shown; the table of the release has every step. */
  private static final int ROUND = 25_000;

  private static final double MILLION = 1e6;

  private final Words words;
  private final StudyPlan plan;
  private final Release release;

  CostTables(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.plan = plan;
    this.release = release;
  }

  /** One area's money over all years, and its care cost per child in two of them. */
  private static final class Sums {
    boolean known = true;
    double grant;
    double own;
    double perChild;
    final Map<Integer, Double> care = new HashMap<>();
    final Map<Integer, Integer> careMissing = new HashMap<>();
  }

  TableView byArea() {
    Map<String, Sums> areas = new HashMap<>();
    for (TableRow row : release.table("area_cost").rows()) {
      Sums sums = areas.computeIfAbsent(row.text("area_code"), a -> new Sums());
      sums.known &= !row.isEmpty("grant_eur");
      sums.grant += row.numberIfAny("grant_eur").orElse(0);
      sums.own += row.numberIfAny("own_funding_eur").orElse(0);
      sums.perChild += row.numberIfAny("programme_eur_per_child").orElse(0);
      row.numberIfAny("care_cost_per_child_eur_real")
          .ifPresent(c -> sums.care.put(row.whole("year"), c));
      sums.careMissing.put(row.whole("year"), row.whole("care_cost_missing_municipalities"));
    }
    int before = plan.pre().lastCleanYear();
    int after =
        areas.values().stream()
            .flatMap(s -> s.care.keySet().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElse(plan.period().to());
    TableMaker table =
        new TableMaker(
            words.get("costs.table", plan.costs().priceYear()),
            List.of(
                words.get("head.area"),
                words.get("head.grant"),
                words.get("head.own-funding"),
                words.get("head.programme-per-child"),
                words.get("head.care-per-child", before),
                words.get("head.care-per-child", after)));
    double most = areas.values().stream().mapToDouble(s -> s.perChild).max().orElse(1);
    List<String> codes = new ArrayList<>(areas.keySet());
    codes.sort((a, b) -> words.language().collator().compare(words.area(a), words.area(b)));
    for (String code : codes) {
      Sums sums = areas.get(code);
      table
          .text(words.area(code))
          .number(sums.known ? words.numbers().whole(sums.grant) : Numbers.NONE)
          .number(sums.known ? words.numbers().whole(sums.own) : Numbers.NONE)
          .bar(
              sums.known ? words.numbers().fixed(sums.perChild, 2) : Numbers.NONE,
              sums.perChild / most)
          .number(care(sums, before), missing(sums, before))
          .number(care(sums, after), missing(sums, after));
    }
    Sums all = new Sums();
    for (Sums sums : areas.values()) {
      all.grant += sums.grant;
      all.own += sums.own;
    }
    table
        .text(words.get("total"))
        .number(words.numbers().whole(all.grant))
        .number(words.numbers().whole(all.own))
        .text("")
        .text("")
        .text("");
    return table.done(words.get("costs.note", plan.costs().priceYear()));
  }

  private String care(Sums sums, int year) {
    return sums.care.containsKey(year) ? words.numbers().whole(sums.care.get(year)) : Numbers.NONE;
  }

  /** Municipalities that the cost per child leaves out. */
  private String missing(Sums sums, int year) {
    int missing = sums.careMissing.getOrDefault(year, 0);
    return missing == 0 || !sums.care.containsKey(year) ? "" : words.get("costs.missing", missing);
  }

  TableView effectiveness() {
    TableMaker table =
        new TableMaker(
            words.get("ce.table"),
            words.list(
                "head.treatment", "head.measure", "head.value", "head.interval", "head.status"));
    for (TableRow row : release.table("cost_effectiveness").rows(r -> isShown(r.text("measure")))) {
      boolean millions = inMillions(row);
      double scale = millions ? MILLION : 1;
      int decimals = millions ? 1 : decimals(row.text("unit"));
      String unit =
          row.text("unit").equals(SHARE)
              ? ""
              : Numbers.NO_BREAK
                  + (millions
                      ? words.get("level-unit.eur-million")
                      : words.levelUnit(row.text("unit")));
      table
          .text(
              words.treatment(plan.analysis(row.text("analysis")).treatment()),
              row.text("analysis"))
          .text(measure(row.text("measure")))
          .number(
              row.isEmpty("value")
                  ? Numbers.NONE
                  : words.numbers().fixed(row.number("value") / scale, decimals) + unit)
          .number(
              row.isEmpty("ci_low") || row.isEmpty("ci_high")
                  ? Numbers.NONE
                  : words
                      .numbers()
                      .range(row.number("ci_low") / scale, row.number("ci_high") / scale, decimals))
          .text(
              words.code("estimate_status", row.text("status")),
              row.textIfAny("reason").map(r -> words.known("reason", r)).orElse(""));
    }
    JsonNode rate = plan.costs().discount().get("rate");
    return table.done(
        words.get(
            "ce.note", plan.costs().priceYear(), percent(rate == null ? 0 : rate.asDouble())));
  }

  /** More digits of a sum of millions would say more than is known. */
  private static boolean inMillions(TableRow row) {
    return row.text("unit").equals("eur")
        && Math.max(
                Math.abs(row.numberIfAny("value").orElse(0)),
                Math.abs(row.numberIfAny("ci_high").orElse(0)))
            >= MILLION;
  }

  private static int decimals(String unit) {
    return unit.startsWith("eur") ? 0 : unit.equals(SHARE) ? 3 : 1;
  }

  /** What has no chart of its own, curves at round amounts; the table of the release has all. */
  private static boolean isShown(String measure) {
    if (measure.startsWith("acceptability") || measure.startsWith(BUDGET)) {
      return false;
    }
    if (measure.startsWith("plane-")) {
      return false;
    }
    int at = measure.lastIndexOf(AT);
    return at < 0 || Integer.parseInt(measure.substring(at + AT.length())) % ROUND == 0;
  }

  /** A measure carries in its name what a placement avoided is taken to be worth, and the like. */
  private String measure(String measure) {
    int at = measure.lastIndexOf(AT);
    if (at >= 0) {
      String worth = measure.substring(at + AT.length());
      return words.get(
          "measure." + measure.substring(0, at) + "-at",
          words.numbers().whole(Integer.parseInt(worth)));
    }
    int discount = measure.lastIndexOf(DISCOUNT);
    if (discount >= 0) {
      double perMille = Integer.parseInt(measure.substring(discount + DISCOUNT.length()));
      return words.get(
          "measure." + measure.substring(0, discount) + "-discount", percent(perMille / 1000));
    }
    return words.known("measure", measure);
  }

  private String percent(double rate) {
    double percent = 100 * rate;
    return words.numbers().fixed(percent, percent == Math.rint(percent) ? 0 : 1);
  }
}

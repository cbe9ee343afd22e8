package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Optional;

/** Headlines in words: the answer sentence, the first page's table and the table of all. */
final class HeadlineTable {
  /** A dose's slope is given for so many units of dose, so that it can be read. */
  static final double DOSE_STEP = 10;

  private final Words words;
  private final StudyPlan plan;
  private final Release release;
  private final Robustness robustness;

  HeadlineTable(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.plan = plan;
    this.release = release;
    this.robustness = new Robustness(release);
  }

  TableView table(List<Headline> headlines, String caption) {
    TableMaker table =
        new TableMaker(
            words.get(caption),
            words.list(
                "head.outcome",
                "head.change",
                "head.interval",
                "head.mde",
                "head.verdict",
                "head.checks"));
    for (Headline headline : headlines) {
      table.text(words.outcome(headline.outcome()), words.treatment(headline.treatment()));
      numbers(table, headline);
      table.status(
          words.get("verdict." + headline.verdict().key()),
          headline.verdict().tone(),
          reason(headline));
      table.text(checks(headline), inference(headline));
    }
    return table.done(words.get("headline.note"));
  }

  private void numbers(TableMaker table, Headline headline) {
    TableRow row = headline.row();
    if (row.isEmpty("estimate")) {
      table.text(Numbers.NONE).text(Numbers.NONE).text(Numbers.NONE);
      return;
    }
    table.number(change(headline), changeInUnit(headline));
    table.number(interval(headline), headline.perYear().isPresent() ? inUnit(headline) : "");
    table.number(mde(headline), "");
  }

  /** In children a year where the outcome counts them, else in the outcome's unit. */
  private String change(Headline headline) {
    return headline
        .perYear()
        .map(n -> words.get("children-a-year", words.numbers().signed(n.change(), n.decimals())))
        .orElseGet(() -> inUnit(headline, headline.row().number("estimate")));
  }

  private String percent(Headline headline) {
    return headline.row().isEmpty("effect_percent")
        ? ""
        : words.numbers().signed(headline.row().number("effect_percent") * step(headline), 1)
            + Numbers.NO_BREAK
            + "%";
  }

  private String changeInUnit(Headline headline) {
    String percent = percent(headline);
    if (isDose(headline)) {
      String step = words.get("for-dose", words.numbers().whole(DOSE_STEP));
      return percent.isEmpty() ? step : percent + " · " + step;
    }
    if (headline.perYear().isEmpty()) {
      return percent;
    }
    String unit = inUnit(headline, headline.row().number("estimate"));
    return percent.isEmpty() ? unit : percent + " · " + unit;
  }

  private String inUnit(Headline headline, double value) {
    double step = step(headline);
    return words.numbers().signed(value * step, decimals(headline))
        + Numbers.NO_BREAK
        + unit(headline);
  }

  private String inUnit(Headline headline) {
    return inUnit(headline, headline.row().number("ci_low"), headline.row().number("ci_high"));
  }

  private String inUnit(Headline headline, double low, double high) {
    double step = step(headline);
    return words.numbers().range(low * step, high * step, decimals(headline))
        + Numbers.NO_BREAK
        + unit(headline);
  }

  private String unit(Headline headline) {
    String unit = words.changeUnit(headline.row().text("outcome_unit"));
    return unit.replace(' ', Numbers.NO_BREAK);
  }

  private boolean isDose(Headline headline) {
    return plan.treatment(headline.treatment()).kind().equals("dose");
  }

  private double step(Headline headline) {
    return isDose(headline) ? DOSE_STEP : 1;
  }

  private int decimals(Headline headline) {
    return isDose(headline) ? Math.max(0, headline.decimals() - 1) : headline.decimals();
  }

  private String interval(Headline headline) {
    if (!headline.hasInterval()) {
      return Numbers.NONE;
    }
    return headline
        .perYear()
        .map(n -> words.numbers().range(n.low(), n.high(), n.decimals()))
        .orElseGet(() -> inUnit(headline));
  }

  private String mde(Headline headline) {
    if (headline.row().isEmpty("mde80")) {
      return Numbers.NONE;
    }
    double mde = headline.row().number("mde80") * step(headline);
    String inUnit =
        words.numbers().fixed(mde, decimals(headline)) + Numbers.NO_BREAK + unit(headline);
    return headline
        .perYear()
        .map(n -> words.get("children-a-year", words.numbers().fixed(n.mde(), n.decimals())))
        .orElse(inUnit);
  }

  private String reason(Headline headline) {
    return headline.row().textIfAny("not_estimable_reason").map(this::reasonInWords).orElse("");
  }

  /** Codes may carry a check and its value after a colon. */
  private String reasonInWords(String reason) {
    int colon = reason.indexOf(':');
    if (colon < 0) {
      return words.known("reason", reason);
    }
    String rest = reason.substring(colon + 1).strip();
    int space = rest.indexOf(' ');
    String check = space < 0 ? rest : rest.substring(0, space);
    String value = space < 0 ? "" : rest.substring(space);
    return words.known("reason", reason.substring(0, colon))
        + ": "
        + words.known("diagnostic", check)
        + value;
  }

  /** How many of the analysis' checks passed, failed and were not made. */
  private String checks(Headline headline) {
    int[] counts = new int[3];
    for (TableRow check :
        release
            .table("diagnostic")
            .rows(
                r ->
                    r.text("analysis").equals(headline.analysis())
                        && r.text("subject").split(":", -1)[0].equals(headline.outcome())
                        && !(r.text("status").equals("NOT_EVALUATED") && !r.isEmpty("value")))) {
      switch (check.text("status")) {
        case "PASS" -> counts[0]++;
        case "FAIL" -> counts[1]++;
        default -> counts[2]++;
      }
    }
    String made = words.get("checks", counts[0], counts[1], counts[2]);
    List<String> areas = robustness.signTurnsWithout(headline);
    return areas.isEmpty()
        ? made
        : words.get("checks.sign-turns", String.join(", ", areas)) + "; " + made;
  }

  /** Whether the interval is valid, and the p-value corrected for its family where it has one. */
  private String inference(Headline headline) {
    TableRow row = headline.row();
    String status = words.code("inference_status", row.text("inference_status"));
    return row.isEmpty("p_value_family")
        ? status
        : status
            + " · "
            + words.get("p-holm", words.numbers().pValue(row.number("p_value_family")));
  }

  /** How far hidden cells alone could move an estimate; nothing where none is hidden. */
  Optional<String> hiddenCells(Headline headline) {
    return robustness.hiddenCells(headline).map(hidden -> hiddenCells(headline, hidden));
  }

  private String hiddenCells(Headline headline, Robustness.HiddenCells hidden) {
    StringBuilder text =
        new StringBuilder(
            words.get(
                "hidden.bounds",
                words.outcome(headline.outcome()),
                words.treatment(headline.treatment()),
                inUnit(headline, headline.row().number("estimate")) + forDose(headline),
                inUnit(headline, hidden.low(), hidden.high())));
    text.append(' ')
        .append(words.get(hidden.holdsZero() ? "hidden.holds-zero" : "hidden.keeps-sign"));
    if (hidden.cells().isPresent() && hidden.childShare().isPresent()) {
      text.append(' ')
          .append(
              words.get(
                  "hidden.share",
                  words.numbers().whole(hidden.cells().getAsDouble()),
                  words.numbers().fixed(100 * hidden.childShare().getAsDouble(), 1)
                      + Numbers.NO_BREAK
                      + "%"));
    }
    return text.toString();
  }

  /** The sentence of the answer, its verb following the verdict. */
  String sentence(Headline headline) {
    TableRow row = headline.row();
    String key = "answer." + headline.verdict().key();
    return switch (headline.verdict()) {
      case LOWER, HIGHER ->
          headline
              .perYear()
              .map(n -> counted(headline, n, key))
              .orElseGet(
                  () ->
                      words.get(
                          "answer.effect-in-unit",
                          words.treatment(headline.treatment()),
                          words.outcome(headline.outcome()),
                          inUnit(headline, row.number("estimate")),
                          inUnit(headline),
                          scale(headline)));
      case NOT_DISTINGUISHABLE, CONTROL_AS_EXPECTED, CONTROL_MOVED ->
          words.get(
              key,
              words.treatment(headline.treatment()),
              words.outcome(headline.outcome()),
              headline.perYear().isPresent()
                  ? words.get("children-a-year", interval(headline))
                  : interval(headline),
              mde(headline));
      case ASSOCIATION, NO_ASSOCIATION ->
          words.get(
              key,
              words.treatment(headline.treatment()),
              words.outcome(headline.outcome()),
              inUnit(headline, row.number("estimate")) + forDose(headline),
              interval(headline),
              mde(headline));
      case INTERVAL_NOT_VALID -> words.get(key, words.outcome(headline.outcome()));
      case WITHHELD, NOT_ESTIMABLE ->
          words.get(key, words.outcome(headline.outcome()), reason(headline));
    };
  }

  private String forDose(Headline headline) {
    return isDose(headline) ? ", " + words.get("for-dose", words.numbers().whole(DOSE_STEP)) : "";
  }

  /** The change in per cent of the level it started from; empty where that is not known. */
  private String scale(Headline headline) {
    TableRow row = headline.row();
    if (row.isEmpty("effect_percent") || row.isEmpty("baseline_mean")) {
      return "";
    }
    String level =
        words.numbers().fixed(row.number("baseline_mean"), headline.decimals())
            + Numbers.NO_BREAK
            + words.levelUnit(row.text("outcome_unit")).replace(' ', Numbers.NO_BREAK);
    return " " + words.get("answer.scale", percent(headline), plan.pre().lastCleanYear(), level);
  }

  /** Fewer or more of something that is counted: the number stands without a sign. */
  private String counted(Headline headline, Headline.PerYear n, String key) {
    double sign = n.change() < 0 ? -1 : 1;
    double a = sign * n.low();
    double b = sign * n.high();
    return words.get(
        key,
        words.treatment(headline.treatment()),
        words.outcomeMany(headline.outcome()),
        words.numbers().fixed(sign * n.change(), n.decimals()),
        words.numbers().range(Math.min(a, b), Math.max(a, b), n.decimals()),
        scale(headline));
  }
}

package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.Optional;

/** A headline in words: the answer, and how far hidden cells alone could move it. */
final class Answer {
  private final Words words;
  private final StudyPlan plan;
  private final Robustness robustness;
  private final HeadlineNumbers numbers;

  Answer(Words words, StudyPlan plan, Release release) {
    this.words = words;
    this.plan = plan;
    this.robustness = new Robustness(release);
    this.numbers = new HeadlineNumbers(words, plan);
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
                numbers.inUnit(headline, headline.row().number("estimate"))
                    + numbers.forDose(headline),
                numbers.inUnit(headline, hidden.low(), hidden.high())));
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
                          numbers.inUnit(headline, row.number("estimate")),
                          numbers.inUnit(headline),
                          scale(headline)));
      case NOT_DISTINGUISHABLE, CONTROL_AS_EXPECTED, CONTROL_MOVED ->
          words.get(
              key,
              words.treatment(headline.treatment()),
              words.outcome(headline.outcome()),
              headline.perYear().isPresent()
                  ? words.get("children-a-year", numbers.interval(headline))
                  : numbers.interval(headline),
              numbers.mde(headline));
      case ASSOCIATION, NO_ASSOCIATION ->
          words.get(
              key,
              words.treatment(headline.treatment()),
              words.outcome(headline.outcome()),
              numbers.inUnit(headline, row.number("estimate")) + numbers.forDose(headline),
              numbers.interval(headline),
              numbers.mde(headline));
      case INTERVAL_NOT_VALID -> words.get(key, words.outcome(headline.outcome()));
      case WITHHELD, NOT_ESTIMABLE ->
          words.get(key, words.outcome(headline.outcome()), numbers.reason(headline));
    };
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
    return " "
        + words.get("answer.scale", numbers.percent(headline), plan.pre().lastCleanYear(), level);
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

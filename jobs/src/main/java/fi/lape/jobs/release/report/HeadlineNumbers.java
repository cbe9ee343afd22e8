package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;

/** The numbers of a headline as they stand in sentences and tables, with their units. */
final class HeadlineNumbers {
  private final Words words;
  private final StudyPlan plan;

  HeadlineNumbers(Words words, StudyPlan plan) {
    this.words = words;
    this.plan = plan;
  }

  /** In children a year where the outcome counts them, else in the outcome's unit. */
  String change(Headline headline) {
    return headline
        .perYear()
        .map(n -> words.get("children-a-year", words.numbers().signed(n.change(), n.decimals())))
        .orElseGet(() -> inUnit(headline, headline.row().number("estimate")));
  }

  String percent(Headline headline) {
    return headline.row().isEmpty("effect_percent")
        ? ""
        : words.numbers().signed(headline.row().number("effect_percent") * step(headline), 1)
            + Numbers.NO_BREAK
            + "%";
  }

  String changeInUnit(Headline headline) {
    String percent = percent(headline);
    if (isDose(headline)) {
      String step = doseStep(headline).inWords(words);
      return percent.isEmpty() ? step : percent + " · " + step;
    }
    if (headline.perYear().isEmpty()) {
      return percent;
    }
    String unit = inUnit(headline, headline.row().number("estimate"));
    return percent.isEmpty() ? unit : percent + " · " + unit;
  }

  String inUnit(Headline headline, double value) {
    double step = step(headline);
    return words.numbers().signed(value * step, decimals(headline))
        + Numbers.NO_BREAK
        + unit(headline);
  }

  String inUnit(Headline headline) {
    return inUnit(headline, headline.row().number("ci_low"), headline.row().number("ci_high"));
  }

  String inUnit(Headline headline, double low, double high) {
    double step = step(headline);
    return words.numbers().range(low * step, high * step, decimals(headline))
        + Numbers.NO_BREAK
        + unit(headline);
  }

  String unit(Headline headline) {
    String unit = words.changeUnit(headline.row().text("outcome_unit"));
    return unit.replace(' ', Numbers.NO_BREAK);
  }

  boolean isDose(Headline headline) {
    return doseStep(headline).isDose();
  }

  DoseStep doseStep(Headline headline) {
    return DoseStep.of(plan.treatment(headline.treatment()));
  }

  double step(Headline headline) {
    return doseStep(headline).size();
  }

  int decimals(Headline headline) {
    return Math.max(0, headline.decimals() + doseStep(headline).decimals());
  }

  String interval(Headline headline) {
    if (!headline.hasInterval()) {
      return Numbers.NONE;
    }
    return headline
        .perYear()
        .map(n -> words.numbers().range(n.low(), n.high(), n.decimals()))
        .orElseGet(() -> inUnit(headline));
  }

  String mde(Headline headline) {
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

  String forDose(Headline headline) {
    return isDose(headline) ? ", " + doseStep(headline).inWords(words) : "";
  }

  String reason(Headline headline) {
    return headline.row().textIfAny("not_estimable_reason").map(this::reasonInWords).orElse("");
  }

  /** Codes may carry a check and its value after a colon. */
  String reasonInWords(String reason) {
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
}

package fi.lape.jobs.release.report;

/**
 * A chart of the page, drawn for two widths, with its numbers as a table.
 *
 * @param alt what a reader who cannot see it must know
 * @param note what the marks mean, or empty
 */
public record ChartView(
    String id, String title, String wide, String narrow, String alt, TableView table, String note) {

  /** Draws a chart; two drawings of one page must not share the prefix of their identifiers. */
  @FunctionalInterface
  interface Drawing {
    String svg(String prefix, int width, int height);
  }

  private static final int WIDE = 720;
  private static final int NARROW = 380;

  /** A chart drawn for both widths. */
  static ChartView of(
      String id,
      String title,
      Drawing drawing,
      int wideHeight,
      int narrowHeight,
      String alt,
      TableView table,
      String note) {
    return new ChartView(
        id,
        title,
        drawing.svg(id + "-w", WIDE, wideHeight),
        drawing.svg(id + "-n", NARROW, narrowHeight),
        alt,
        table,
        note);
  }

  /** A chart about a headline, named by its kind, analysis and outcome. */
  static ChartView ofHeadline(
      String kind,
      Headline headline,
      Words words,
      Drawing drawing,
      int wideHeight,
      int narrowHeight,
      String alt,
      TableView table,
      String note) {
    return of(
        kind + "-" + headline.analysis() + "-" + headline.outcome(),
        words.get(
            "chart." + kind + ".title",
            words.outcome(headline.outcome()),
            words.treatment(headline.treatment())),
        drawing,
        wideHeight,
        narrowHeight,
        alt,
        table,
        note);
  }
}

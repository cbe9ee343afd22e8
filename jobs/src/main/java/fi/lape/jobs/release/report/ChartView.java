package fi.lape.jobs.release.report;

/**
 * A chart of the page, drawn for two widths, with its numbers as a table.
 *
 * @param alt what a reader who cannot see it must know
 * @param note what the marks mean, or empty
 */
public record ChartView(
    String id,
    String title,
    String wide,
    String narrow,
    String alt,
    TableView table,
    String note) {}

package fi.lape.jobs.release.report;

import java.util.List;

/**
 * A piece of a section; the template draws it by its kind: a paragraph, a heading, a list, tables
 * in sight or behind closed details, charts, or the way of the data.
 *
 * @param text the paragraph or heading, the words on closed details, or the class of a table
 */
public record Block(
    String kind,
    String text,
    List<String> lines,
    List<TableView> tables,
    List<ChartView> charts,
    List<FlowStep> flow) {}

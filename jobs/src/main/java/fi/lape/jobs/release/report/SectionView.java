package fi.lape.jobs.release.report;

import java.util.List;

/**
 * A section of the page.
 *
 * @param number shown before the title: 1 to 18, or a letter for an appendix
 */
public record SectionView(String id, String number, String title, List<Block> blocks) {}

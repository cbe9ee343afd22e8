package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.disclosure.DisclosureLog;
import fi.lape.jobs.release.table.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Everything a report of one language is made of.
 *
 * @param all every headline of the plan
 * @param first those of the first page
 * @param facts plan hash, code version and the like
 * @param versions of the lake's tables
 */
record Material(
    Words words,
    StudyPlan plan,
    Release release,
    DisclosureLog log,
    List<Headline> all,
    List<Headline> first,
    Map<String, String> facts,
    SortedMap<String, Long> versions) {

  /** The charts that headlines have. */
  static List<ChartView> present(
      List<Headline> headlines, Function<Headline, Optional<ChartView>> chart) {
    return headlines.stream().map(chart).flatMap(Optional::stream).toList();
  }

  /** The texts {@code PREFIX1}, {@code PREFIX2}, … */
  List<String> numbered(String prefix) {
    return java.util.stream.IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> prefix + i)
        .takeWhile(words.keys()::contains)
        .map(words::get)
        .toList();
  }

  /** The analysis in words: its outcome, and below it the treatment. */
  String about(String analysis, String outcome) {
    return words.outcome(outcome) + " · " + words.treatment(plan.analysis(analysis).treatment());
  }
}

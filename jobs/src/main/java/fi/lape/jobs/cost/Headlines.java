package fi.lape.jobs.cost;

import static org.apache.spark.sql.functions.col;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.jobs.gold.Estimands;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The headline estimates of all analyses, as the evaluation wrote them. */
final class Headlines {
  private final Map<String, Headline> byAnalysisAndOutcome;

  private Headlines(Map<String, Headline> byAnalysisAndOutcome) {
    this.byAnalysisAndOutcome = byAnalysisAndOutcome;
  }

  /** Reads the overall effects of adoption: one row an analysis and outcome. */
  static Headlines read(Dataset<Row> estimates) {
    Map<String, Headline> found = new HashMap<>();
    for (Row row :
        estimates
            .where(
                col("method")
                    .equalTo(GroupTimeAtt.METHOD)
                    .and(col("estimand").equalTo(Estimands.HEADLINE_OF_ADOPTION)))
            .select(
                "analysis",
                "outcome",
                "estimate",
                "ci_low",
                "ci_high",
                "estimate_status",
                "not_estimable_reason")
            .collectAsList()) { // bounded by the plan
      found.put(key(row.getString(0), row.getString(1)), headline(row));
    }
    return new Headlines(found);
  }

  private static Headline headline(Row row) {
    if (row.isNullAt(2)) {
      return Headline.none(row.getString(5), row.isNullAt(6) ? "" : row.getString(6));
    }
    Optional<Headline.Interval> interval =
        row.isNullAt(3) || row.isNullAt(4)
            ? Optional.empty()
            : Optional.of(new Headline.Interval(row.getDouble(3), row.getDouble(4)));
    return new Headline(
        Optional.of(new Headline.Point(row.getDouble(2), interval)), row.getString(5), "");
  }

  /** The headline of an analysis and outcome; absent ones say that they were not evaluated. */
  Headline of(String analysis, String outcome) {
    Headline headline = byAnalysisAndOutcome.get(key(analysis, outcome));
    return headline == null ? Headline.none("NOT_ESTIMABLE", "NOT_EVALUATED") : headline;
  }

  private static String key(String analysis, String outcome) {
    return analysis + "\n" + outcome;
  }
}

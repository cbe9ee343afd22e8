package fi.lape.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fi.lape.estimators.moments.PanelMoments;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.spark.MomentsReducer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reduces the balanced panel, once for every outcome, treatment and level of clustering however
 * many analyses share them.
 */
final class MomentsOfPanel {
  private final StudyPanel panel;
  private final Dataset<Row> treatments;
  private final Map<Key, PreparedMoments> reduced = new ConcurrentHashMap<>();

  /** What a reduction depends on; a dose is no part of it, its areas are. */
  private record Key(String outcome, Optional<String> adoption, String cluster) {}

  MomentsOfPanel(StudyPanel panel, Dataset<Row> treatments) {
    this.panel = panel;
    this.treatments = treatments;
  }

  /** The moments of an outcome under an analysis's treatment. */
  PreparedMoments of(
      StudyPlan.Analysis analysis, StudyPlan.Treatment treatment, OutcomeCoverage coverage) {
    Optional<String> adoption =
        treatment.kind().equals("adoption") ? Optional.of(treatment.id()) : Optional.empty();
    Key key = new Key(coverage.outcome(), adoption, ClusterLevels.clusterOf(analysis));
    return reduced.computeIfAbsent(key, k -> reduce(k, coverage));
  }

  private PreparedMoments reduce(Key key, OutcomeCoverage coverage) {
    int[] years = coverage.years().stream().mapToInt(Integer::intValue).toArray();
    Dataset<Row> rows = withCohorts(key);
    PanelMoments values = moments(rows, key, StudyPanel.VALUE, years);
    Optional<PanelMoments> halfWidths =
        coverage.hiddenCells() == 0
            ? Optional.empty()
            : Optional.of(moments(rows, key, StudyPanel.HALF_WIDTH, years));
    return new PreparedMoments(values, halfWidths);
  }

  private Dataset<Row> withCohorts(Key key) {
    Dataset<Row> rows = panel.balanced().where(col(StudyPanel.OUTCOME).equalTo(key.outcome()));
    if (key.adoption().isEmpty()) {
      return rows.withColumn("cohort", lit(null).cast("int"));
    }
    Dataset<Row> cohorts =
        treatments
            .where(col("treatment").equalTo(key.adoption().get()))
            .select(col(StudyPanel.MUNICIPALITY), col("adoption_year").as("cohort"));
    return rows.join(cohorts, StudyPanel.MUNICIPALITY);
  }

  private static PanelMoments moments(Dataset<Row> rows, Key key, String measure, int[] years) {
    Column cluster =
        col(
            key.cluster().equals(ClusterLevels.MUNICIPALITY)
                ? StudyPanel.MUNICIPALITY
                : StudyPanel.AREA);
    return MomentsReducer.of(years)
        .reduce(
            rows.select(
                col(StudyPanel.MUNICIPALITY).as("unit"),
                cluster.as("cluster"),
                col("cohort"),
                col(StudyPanel.YEAR).as("period"),
                col(measure).as("outcome"),
                col(StudyPanel.WEIGHT).as("weight")))
        .moments();
  }
}

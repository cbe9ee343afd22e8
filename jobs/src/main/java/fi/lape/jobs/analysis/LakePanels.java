package fi.lape.jobs.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fi.lape.estimators.moments.PanelMoments;
import fi.lape.spark.MomentsReducer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Panels from the lake: each reduction, and each panel of units, is made once for every outcome and
 * treatment however many analyses share them.
 */
public final class LakePanels implements PanelAccess {
  private final StudyPanel panel;
  private final Dataset<Row> treatments;
  private final Map<String, Map<String, Double>> unitDoses;
  private final Map<String, List<String>> packages;
  private final Map<Key, PreparedMoments> reduced = new ConcurrentHashMap<>();
  private final Map<Key, UnitPanel> collected = new ConcurrentHashMap<>();

  /** What a reduction depends on; a dose is no part of it, its areas are. */
  private record Key(String outcome, Optional<String> adoption, String cluster) {}

  /**
   * @param treatments panel {@code municipality_treatment}
   */
  public LakePanels(StudyPanel panel, Dataset<Row> treatments) {
    this(panel, treatments, Map.of());
  }

  /**
   * @param treatments panel {@code municipality_treatment}
   * @param unitDoses by treatment and municipality
   */
  public LakePanels(
      StudyPanel panel, Dataset<Row> treatments, Map<String, Map<String, Double>> unitDoses) {
    this(panel, treatments, unitDoses, Map.of());
  }

  /**
   * @param treatments panel {@code municipality_treatment}
   * @param unitDoses by treatment and municipality
   * @param packages by area
   */
  public LakePanels(
      StudyPanel panel,
      Dataset<Row> treatments,
      Map<String, Map<String, Double>> unitDoses,
      Map<String, List<String>> packages) {
    this.panel = panel;
    this.treatments = treatments;
    this.unitDoses = Map.copyOf(unitDoses);
    this.packages = Map.copyOf(packages);
  }

  @Override
  public Map<String, Double> unitDoses(Question question) {
    return unitDoses.getOrDefault(question.treatment().id(), Map.of());
  }

  @Override
  public Map<String, List<String>> packages() {
    return packages;
  }

  @Override
  public PreparedMoments moments(Question question) {
    Key key = key(question, ClusterLevels.clusterOf(question.analysis()));
    return reduced.computeIfAbsent(key, k -> reduce(k, question.coverage()));
  }

  @Override
  public UnitPanel units(Question question) {
    return collected.computeIfAbsent(
        key(question, ClusterLevels.AREA), k -> collect(k, question.coverage()));
  }

  private static Key key(Question question, String cluster) {
    return new Key(
        question.outcome().id(),
        question.isAdoption() ? Optional.of(question.treatment().id()) : Optional.empty(),
        cluster);
  }

  private UnitPanel collect(Key key, OutcomeCoverage coverage) {
    List<Row> rows =
        withCohorts(key)
            .select(
                StudyPanel.MUNICIPALITY,
                StudyPanel.AREA,
                StudyPanel.YEAR,
                "cohort",
                StudyPanel.WEIGHT,
                StudyPanel.VALUE,
                StudyPanel.VALUE_LOW,
                StudyPanel.VALUE_HIGH,
                StudyPanel.COUNT_LOW,
                StudyPanel.COUNT_HIGH,
                StudyPanel.CHILDREN)
            .orderBy(StudyPanel.MUNICIPALITY, StudyPanel.YEAR)
            .collectAsList(); // municipalities × years
    return UnitRows.panel(coverage.years(), rows);
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

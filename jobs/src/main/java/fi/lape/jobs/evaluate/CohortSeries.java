package fi.lape.jobs.evaluate;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Columns;
import fi.lape.schemas.ContractRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Mean outcome by adoption cohort and year, of the same municipalities and with the same weights as
 * the estimates; low and high take every hidden cell at the end of its interval.
 *
 * <p>Sums are decimals of nine places: exact in any order, and far finer than a published value.
 */
final class CohortSeries {
  private static final String CHILDREN = "decimal(24,6)";
  private static final String PRODUCT = "decimal(38,9)";

  private CohortSeries() {}

  /** Rows of {@code cohort_series} for every planned outcome of an adoption. */
  static List<Row> of(StudyPlan plan, StudyPanel panel, Dataset<Row> treatments) {
    List<Row> counted =
        panel
            .balanced()
            .join(broadcast(pairs(treatments.sparkSession(), plan)), StudyPanel.OUTCOME)
            .join(
                treatments.select(StudyPanel.MUNICIPALITY, "treatment", "adoption_year"),
                Columns.named(StudyPanel.MUNICIPALITY, "treatment"))
            .groupBy(StudyPanel.OUTCOME, "treatment", "adoption_year", StudyPanel.YEAR)
            .agg(
                mean(col(StudyPanel.VALUE)),
                mean(col(StudyPanel.VALUE).minus(col(StudyPanel.HALF_WIDTH))),
                mean(col(StudyPanel.VALUE).plus(col(StudyPanel.HALF_WIDTH))),
                count(lit(1)),
                sum(col(StudyPanel.WEIGHT).cast(CHILDREN)).cast("double"))
            .collectAsList(); // outcomes × cohorts × years
    StructType contract = GoldTables.structOf(LakeTable.COHORT_SERIES);
    List<Row> rows = new ArrayList<>();
    for (Row row : counted) {
      ContractRow series =
          ContractRow.of(contract)
              .set("outcome", row.getString(0))
              .set("treatment", row.getString(1))
              .set("year", row.getInt(3))
              .set("mean", row.getDouble(4))
              .set("mean_low", row.getDouble(5))
              .set("mean_high", row.getDouble(6))
              .set("municipalities", Math.toIntExact(row.getLong(7)))
              .set("children", Math.round(row.getDouble(8)));
      if (!row.isNullAt(2)) {
        series.set("cohort", row.getInt(2));
      }
      rows.add(series.row());
    }
    return rows;
  }

  private static Column mean(Column value) {
    return sum(value.multiply(col(StudyPanel.WEIGHT)).cast(PRODUCT))
        .cast("double")
        .divide(sum(col(StudyPanel.WEIGHT).cast(CHILDREN)).cast("double"));
  }

  /** Outcomes with the adoptions they are analysed for. */
  private static Dataset<Row> pairs(SparkSession spark, StudyPlan plan) {
    Set<Row> pairs = new LinkedHashSet<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      if (plan.treatment(analysis.treatment()).kind().equals("adoption")) {
        for (String outcome : analysis.outcome()) {
          pairs.add(RowFactory.create(outcome, analysis.treatment()));
        }
      }
    }
    return spark.createDataFrame(
        List.copyOf(pairs),
        new StructType()
            .add(StudyPanel.OUTCOME, DataTypes.StringType, false)
            .add("treatment", DataTypes.StringType, false));
  }
}

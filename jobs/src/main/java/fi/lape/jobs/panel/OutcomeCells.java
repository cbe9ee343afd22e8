package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.price.PriceDeflator;
import fi.lape.jobs.table.Columns;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * One outcome of the plan by panel unit and year, as a fraction whose parts can be added up:
 *
 * <pre>  value = scale · numerator / denominator,  numerator within [num_low, num_high]</pre>
 *
 * <p>Counts over children, euros over children, a rate times children over children, or a count
 * over the parent outcome's count. Adding numerators and denominators over municipalities gives the
 * outcome of a merged unit or an area; intervals add up in the same way. Columns: unit, year,
 * num_low, num_high, den, scale, counted, single (the value as published, of a unit of one part),
 * obs_status, vintage, origin.
 */
final class OutcomeCells {
  /** Worst first: a unit is as good as its worst part. */
  private static final String RANKED =
      "array('MISSING', 'NOT_APPLICABLE', 'SUPPRESSED', 'PUBLISHED')";

  private final Dataset<Row> values;
  private final Dataset<Row> costs;
  private final Dataset<Row> children;
  private final Optional<PriceDeflator> deflator;
  private final StudyPlan plan;

  /**
   * @param values silver indicator_value, municipalities only, with {@code unit} and {@code
   *     children} of the municipality
   * @param costs silver cost
   * @param children children of units: unit, year, children
   */
  OutcomeCells(
      Dataset<Row> values,
      Dataset<Row> costs,
      Dataset<Row> children,
      Optional<PriceDeflator> deflator,
      StudyPlan plan) {
    this.values = values;
    this.costs = costs;
    this.children = children;
    this.deflator = deflator;
    this.plan = plan;
  }

  /** The cells of an outcome. */
  Dataset<Row> of(StudyPlan.Outcome outcome) {
    return switch (outcome.kind()) {
      case "count" -> overChildren(outcome, 1000);
      case "share" -> overParent(outcome);
      case "euro" -> euros(outcome);
      default ->
          outcome.exposure().isPresent()
              ? overChildren(outcome, outcome.effectUnit().equals("percent") ? 100 : 1000)
              : rate(outcome);
    };
  }

  /** Parts of merged units added up: counts as intervals, rates weighted by children. */
  private Dataset<Row> units(StudyPlan.Outcome outcome) {
    Column weighted = col("value").multiply(col("children"));
    return values
        .filter(col("indicator_id").equalTo(outcome.from().sotkanet().orElseThrow()))
        .withColumn("rank", expr("cast(array_position(" + RANKED + ", obs_status) as int)"))
        .groupBy("unit", "year")
        .agg(
            when(count("count_low").equalTo(count(lit(1))), sum("count_low")).as("count_low"),
            when(count("count_high").equalTo(count(lit(1))), sum("count_high")).as("count_high"),
            when(count(weighted).equalTo(count(lit(1))), Columns.exactSum(weighted)).as("weighted"),
            when(count("value").equalTo(count(lit(1))), Columns.exactSum(col("value"))).as("total"),
            sum("children").as("children"),
            when(count(lit(1)).equalTo(1), max("value")).as("single"),
            min("rank").as("rank"),
            max("vintage").as("vintage"),
            Origins.ofGroup(col("origin")).as("origin"))
        .withColumn("obs_status", expr("element_at(" + RANKED + ", rank)"));
  }

  private Dataset<Row> overChildren(StudyPlan.Outcome outcome, double scale) {
    return units(outcome)
        .select(
            col("unit"),
            col("year"),
            col("count_low").cast("double").as("num_low"),
            col("count_high").cast("double").as("num_high"),
            col("children").cast("double").as("den"),
            lit(scale).as("scale"),
            lit(true).as("counted"),
            lit(null).cast("double").as("single"),
            col("obs_status"),
            col("vintage"),
            col("origin"));
  }

  private Dataset<Row> rate(StudyPlan.Outcome outcome) {
    return units(outcome)
        .select(
            col("unit"),
            col("year"),
            col("weighted").as("num_low"),
            col("weighted").as("num_high"),
            col("children").cast("double").as("den"),
            lit(1d).as("scale"),
            lit(false).as("counted"),
            col("single"),
            col("obs_status"),
            col("vintage"),
            col("origin"));
  }

  /**
   * A share of the parent's count. With the parent hidden the denominator is its greatest value:
   * that gives the least and the greatest share that the hidden counts allow, alone and in a sum.
   */
  private Dataset<Row> overParent(StudyPlan.Outcome outcome) {
    Dataset<Row> parent =
        units(plan.outcome(outcome.of().orElseThrow()))
            .select(
                col("unit"),
                col("year"),
                col("count_high").as("parent_high"),
                col("obs_status").as("parent_status"));
    Column hidden = col("parent_status").equalTo("SUPPRESSED");
    Column den = col("parent_high").cast("double");
    return units(outcome)
        .join(parent, Columns.named("unit", "year"), "left")
        .select(
            col("unit"),
            col("year"),
            when(hidden, lit(0d)).otherwise(col("count_low").cast("double")).as("num_low"),
            when(hidden, den)
                .otherwise(least(col("count_high").cast("double"), den))
                .as("num_high"),
            den.as("den"),
            lit(100d).as("scale"),
            lit(true).as("counted"),
            lit(null).cast("double").as("single"),
            when(hidden, lit("SUPPRESSED"))
                .when(col("parent_status").equalTo("PUBLISHED"), col("obs_status"))
                .otherwise(coalesce(col("parent_status"), lit("MISSING")))
                .as("obs_status"),
            col("vintage"),
            col("origin"));
  }

  private Dataset<Row> euros(StudyPlan.Outcome outcome) {
    Dataset<Row> thousands =
        outcome.from().sotkanet().isPresent()
            ? units(outcome)
                .select(
                    col("unit"),
                    col("year"),
                    col("total").as("thousands"),
                    col("obs_status"),
                    col("vintage"),
                    col("origin"))
            : costs
                .filter(col("service").equalTo(outcome.from().cost().orElseThrow()))
                .select(
                    col("municipality_code").as("unit"),
                    col("year"),
                    col("cost_eur_1000").as("thousands"),
                    col("obs_status"),
                    lit("unstated").as("vintage"),
                    col("origin"));
    Column euros = col("thousands").multiply(1000d).multiply(col("factor"));
    return thousands
        .join(factors(outcome.deflate()), Columns.named("year"))
        .join(children.select("unit", "year", "children"), Columns.named("unit", "year"))
        .select(
            col("unit"),
            col("year"),
            euros.as("num_low"),
            euros.as("num_high"),
            col("children").cast("double").as("den"),
            lit(1d).as("scale"),
            lit(false).as("counted"),
            lit(null).cast("double").as("single"),
            col("obs_status"),
            col("vintage"),
            col("origin"));
  }

  private Dataset<Row> factors(boolean deflate) {
    List<Row> rows = new java.util.ArrayList<>();
    for (int year = plan.period().from(); year <= plan.period().to(); year++) {
      rows.add(RowFactory.create(year, deflate ? deflator.orElseThrow().factor(year) : 1d));
    }
    return costs
        .sparkSession()
        .createDataFrame(rows, StructType.fromDDL("year INT, factor DOUBLE"));
  }
}

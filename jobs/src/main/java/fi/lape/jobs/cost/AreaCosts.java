package fi.lape.jobs.cost;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.price.PriceDeflator;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Programme and care costs by project area and year.
 *
 * <p>Euros are added as decimals: such a sum does not depend on the order of its rows, so the table
 * is the same whatever the partitioning. A year without an account of a project that has accounts
 * has no programme cost, which is a true zero: the grants were for 2017 and 2018 only; of an area
 * without any account nothing is known. The care cost of an area is known only where every
 * municipality of it has reported; its cost per child is that of the municipalities that did.
 */
final class AreaCosts {
  /** Euros, exact to a hundredth of a cent. */
  private static final String EUROS = "decimal(24,4)";

  /** Years a contract allows. */
  private static final int FIRST_YEAR = 1990;

  private static final int LAST_YEAR = 2100;

  private static final String CARE = "institution-and-family-care";
  private static final String OTHER = "other-child-family-services";

  private AreaCosts() {}

  /**
   * The rows of {@code area_cost}.
   *
   * @param municipalityYears panel, one row an outcome
   * @param accounts project accounts
   * @param costs municipal costs, in 1000 euros of the year
   * @param deflator to the year whose money the real amounts are in
   * @throws fi.lape.jobs.failure.JobException {@code PRICE_INDEX_GAP} if money was spent in a year
   *     without prices
   */
  static Dataset<Row> of(
      Dataset<Row> municipalityYears,
      Dataset<Row> accounts,
      Dataset<Row> costs,
      PriceDeflator deflator) {
    Dataset<Row> children =
        municipalityYears
            .groupBy("area_code", "municipality_code", "year")
            .agg(max("children_0_17").as("children_0_17"));
    Dataset<Row> areaYears =
        children.groupBy("area_code", "year").agg(sum("children_0_17").as("children_0_17"));
    Dataset<Row> programme =
        accounts
            .groupBy("area_code", "year")
            .agg(
                sum(col("grant_eur").cast(EUROS)).as("grant"),
                sum(col("own_funding_eur").cast(EUROS)).as("own_funding"));
    Dataset<Row> accounted =
        accounts.select("area_code").distinct().withColumn("accounted", lit(true));
    for (Row account : accounts.select("year").distinct().orderBy("year").collectAsList()) {
      deflator.factor(account.getInt(0));
    }
    Dataset<Row> all =
        areaYears
            .join(deflators(municipalityYears.sparkSession(), deflator), "year")
            .join(accounted, columns("area_code"), "left")
            .join(programme, columns("area_code", "year"), "left")
            .join(service(children, costs, CARE, "care"), columns("area_code", "year"), "left")
            .join(service(children, costs, OTHER, "other"), columns("area_code", "year"), "left");
    return all.select(
        col("area_code"),
        col("year"),
        euros("grant").as("grant_eur"),
        euros("own_funding").as("own_funding_eur"),
        programmeCost().as("programme_cost_eur"),
        programmeCost().multiply(deflatorOfProgramme()).as("programme_cost_eur_real"),
        col("children_0_17"),
        programmeCost()
            .multiply(deflatorOfProgramme())
            .divide(col("children_0_17"))
            .as("programme_eur_per_child"),
        real("care").as("care_cost_eur_real"),
        col("care_reported")
            .cast("double")
            .multiply(1000)
            .multiply(col("deflator"))
            .divide(col("care_children"))
            .as("care_cost_per_child_eur_real"),
        real("other").as("other_family_services_eur_real"),
        col("care_missing").cast("int").as("care_cost_missing_municipalities"));
  }

  /** Reported cost by area and year, the children it is for, and whether it is all of the area. */
  private static Dataset<Row> service(
      Dataset<Row> children, Dataset<Row> costs, String service, String name) {
    Dataset<Row> reported =
        costs
            .where(col("service").equalTo(service).and(col("cost_eur_1000").isNotNull()))
            .select("municipality_code", "year", "cost_eur_1000");
    return children
        .join(reported, columns("municipality_code", "year"), "left")
        .groupBy("area_code", "year")
        .agg(
            sum(col("cost_eur_1000").cast(EUROS)).as(name + "_reported"),
            sum(when(col("cost_eur_1000").isNotNull(), col("children_0_17")))
                .as(name + "_children"),
            count(lit(1)).minus(count("cost_eur_1000")).as(name + "_missing"));
  }

  private static Column real(String service) {
    return when(
        col(service + "_missing").equalTo(0),
        col(service + "_reported").cast("double").multiply(1000).multiply(col("deflator")));
  }

  private static Column euros(String column) {
    return when(col("accounted"), coalesce(col(column), lit(0).cast(EUROS)).cast("double"));
  }

  private static Column programmeCost() {
    return euros("grant").plus(euros("own_funding"));
  }

  /** Nothing was spent in a year without an account, whatever the prices of that year were. */
  private static Column deflatorOfProgramme() {
    return when(col("grant").isNull(), lit(1.0)).otherwise(col("deflator"));
  }

  /** Every year with its deflator; null where the index does not cover it. */
  private static Dataset<Row> deflators(SparkSession spark, PriceDeflator deflator) {
    List<Row> rows = new ArrayList<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      rows.add(RowFactory.create(year, deflator.covers(year) ? deflator.factor(year) : null));
    }
    return spark.createDataFrame(
        rows,
        new StructType()
            .add("year", DataTypes.IntegerType, false)
            .add("deflator", DataTypes.DoubleType, true));
  }

  private static String[] columns(String... names) {
    return names;
  }
}

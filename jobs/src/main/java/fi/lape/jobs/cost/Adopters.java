package fi.lape.jobs.cost;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The municipalities that adopted a component, as far as costs need them.
 *
 * @param children children of the base year in adopting municipalities
 * @param childYears the same, summed over the years from adoption to the end of the study period
 * @param programmeCost programme cost of all areas, real euros
 * @param programmeCostOfAdopters the part that falls to adopters, by their share of each area's
 *     children
 */
record Adopters(
    double children, double childYears, double programmeCost, double programmeCostOfAdopters) {

  /** Weights are whole numbers of children; as decimals their sums are exact. */
  private static final String CHILDREN = "decimal(24,6)";

  static Adopters of(Lake lake, StudyPlan plan, String treatment, List<Row> areaCosts) {
    Dataset<Row> weights =
        lake.read(LakeTable.MUNICIPALITY_YEAR)
            .where(col("year").between(plan.period().from(), plan.period().to()))
            .groupBy("municipality_code", "area_code")
            .agg(max("weight").cast(CHILDREN).as("weight"));
    Dataset<Row> adoptions =
        lake.read(LakeTable.MUNICIPALITY_TREATMENT)
            .where(col("treatment").equalTo(treatment))
            .select("municipality_code", "adoption_year");
    Column adopted =
        col("adoption_year").isNotNull().and(col("adoption_year").leq(plan.period().to()));
    List<Row> areas =
        weights
            .join(adoptions, new String[] {"municipality_code"}, "left")
            .groupBy("area_code")
            .agg(
                sum("weight").cast("double"),
                sum(when(adopted, col("weight"))).cast("double"),
                sum(when(
                        adopted,
                        col("weight").multiply(afterAdoption(plan.period()).cast(CHILDREN))))
                    .cast("double"))
            .orderBy("area_code")
            .collectAsList(); // one row an area
    return addUp(areas, realCosts(areaCosts));
  }

  /** Years from adoption, or from the start of the period where that is later, to its end. */
  private static Column afterAdoption(StudyPlan.Period period) {
    return when(col("adoption_year").lt(period.from()), period.to() - period.from() + 1)
        .otherwise(col("adoption_year").multiply(-1).plus(period.to() + 1));
  }

  private static Adopters addUp(List<Row> areas, Map<String, Double> costs) {
    double children = 0;
    double childYears = 0;
    double programme = 0;
    double ofAdopters = 0;
    for (Row area : areas) {
      double cost = costs.getOrDefault(area.getString(0), 0.0);
      double adopting = area.isNullAt(2) ? 0 : area.getDouble(2);
      children += adopting;
      childYears += area.isNullAt(3) ? 0 : area.getDouble(3);
      programme += cost;
      ofAdopters += cost * adopting / area.getDouble(1);
    }
    return new Adopters(children, childYears, programme, ofAdopters);
  }

  /** Real programme cost by area, all years together. */
  private static Map<String, Double> realCosts(List<Row> areaCosts) {
    Map<String, Double> costs = new HashMap<>();
    areaCosts.stream()
        .filter(row -> row.<Double>getAs("programme_cost_eur_real") != null)
        .sorted((a, b) -> Integer.compare(a.getInt(1), b.getInt(1)))
        .forEach(
            row ->
                costs.merge(
                    row.getString(0), row.<Double>getAs("programme_cost_eur_real"), Double::sum));
    return costs;
  }
}

package fi.lape.jobs.cost;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The municipalities that adopted a component, as far as costs need them.
 *
 * @param children children of the base year in adopting municipalities
 * @param childrenByYear the same of municipalities that have adopted by a year of the study period,
 *     from the first such year on
 * @param programmeCost programme cost of all areas, real euros
 * @param charged the part that falls to adopters, by their share of each area's children, in years
 *     in which money was spent
 */
record Adopters(
    double children,
    SortedMap<Integer, Double> childrenByYear,
    double programmeCost,
    SortedMap<Integer, Charged> charged) {

  /** Weights are whole numbers of children; as decimals their sums are exact. */
  private static final String CHILDREN = "decimal(24,6)";

  /** The children after adoption, summed over years. */
  double childYears() {
    return childrenByYear.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The programme cost charged to adopters in all years. */
  double programmeCostOfAdopters() {
    return charged.values().stream().mapToDouble(Charged::total).sum();
  }

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
    List<Row> groups =
        weights
            .join(adoptions, new String[] {"municipality_code"}, "left")
            .groupBy("area_code", "adoption_year")
            .agg(sum("weight").cast("double"))
            .orderBy("area_code", "adoption_year")
            .collectAsList(); // areas × years at most
    return addUp(groups, plan.period(), areaCosts);
  }

  private static Adopters addUp(List<Row> groups, StudyPlan.Period period, List<Row> areaCosts) {
    Map<String, Double> all = new HashMap<>();
    Map<String, Double> adopting = new HashMap<>();
    SortedMap<Integer, Double> byYear = new TreeMap<>();
    double children = 0;
    for (Row group : groups) {
      String area = group.getString(0);
      double weight = group.getDouble(2);
      all.merge(area, weight, Double::sum);
      if (group.isNullAt(1) || group.getInt(1) > period.to()) {
        continue;
      }
      adopting.merge(area, weight, Double::sum);
      children += weight;
      for (int year = Math.max(group.getInt(1), period.from()); year <= period.to(); year++) {
        byYear.merge(year, weight, Double::sum);
      }
    }
    double programme = 0;
    SortedMap<Integer, Charged> charged = new TreeMap<>();
    for (Row cost : inOrder(areaCosts)) {
      String area = cost.getAs("area_code");
      double real = cost.<Double>getAs("programme_cost_eur_real");
      double nominal = cost.<Double>getAs("programme_cost_eur");
      programme += real;
      double share = all.containsKey(area) ? adopting.getOrDefault(area, 0.0) / all.get(area) : 0;
      if (nominal != 0) {
        double price = share * real / nominal;
        charged.merge(
            cost.getAs("year"),
            new Charged(
                price * cost.<Double>getAs("grant_eur"),
                price * cost.<Double>getAs("own_funding_eur")),
            Charged::plus);
      }
    }
    return new Adopters(children, byYear, programme, charged);
  }

  /** Rows of areas that have accounts, by area and year: sums are the same in every run. */
  private static List<Row> inOrder(List<Row> areaCosts) {
    return areaCosts.stream()
        .filter(row -> row.<Double>getAs("programme_cost_eur_real") != null)
        .sorted(
            (a, b) -> {
              int byArea = a.getString(0).compareTo(b.getString(0));
              return byArea == 0 ? Integer.compare(a.getInt(1), b.getInt(1)) : byArea;
            })
        .toList();
  }
}

package fi.lape.spark.dml;

import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import fi.lape.spark.PanelColumns;
import fi.lape.spark.SharedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Children of municipalities in areas, seen before and after. */
final class SimulatedChildren {
  static final StructType SCHEMA =
      new StructType()
          .add("child", DataTypes.LongType)
          .add("municipality", DataTypes.StringType)
          .add("area", DataTypes.StringType)
          .add("adopted", DataTypes.IntegerType)
          .add("year", DataTypes.IntegerType)
          .add("days", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType)
          .add("x", DataTypes.DoubleType)
          .add("z", DataTypes.DoubleType);

  private SimulatedChildren() {}

  static Dataset<Row> table(List<Row> rows) {
    return SharedSession.get().createDataFrame(rows, SCHEMA);
  }

  /**
   * Two years; who adopts and how days change both depend on a curve of x, by the same odd or even
   * function. The effect is −1.
   */
  static List<Row> confounded(int children, long seed, boolean curved) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      double x = 4 * random.nextDouble() - 2;
      double curve = curved ? x * x - 4.0 / 3 : x;
      boolean treated = random.nextDouble() < 1 / (1 + Math.exp(0.4 - 0.8 * curve));
      double z = random.nextGaussian();
      double before = 10 + x + random.nextGaussian();
      double after = before + 2 * curve + 0.5 * z + 0.5 * random.nextGaussian();
      double weight = 0.5 + random.nextInt(4);
      String municipality = "M" + i % 60;
      String area = "A" + i % 12;
      for (int year : new int[] {2016, 2018}) {
        double days = year == 2016 ? before : after - (treated ? 1 : 0);
        Integer adopted = treated ? 2017 : null;
        rows.add(
            RowFactory.create((long) i, municipality, area, adopted, year, days, weight, x, z));
      }
    }
    return rows;
  }

  /** Five years and two cohorts; z changes over time. */
  static List<Row> staggered(int children, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    Integer[] cohorts = {2014, 2015, null, null};
    for (int i = 0; i < children; i++) {
      Integer cohort = cohorts[random.nextInt(cohorts.length)];
      double x = random.nextGaussian() + (cohort == null ? 0 : 0.4);
      double weight = 0.5 + random.nextInt(8);
      for (int year = 2012; year <= 2016; year++) {
        double z = 500 + random.nextGaussian();
        double effect = cohort != null && cohort <= year ? -1.5 : 0;
        double days = 20 + 0.3 * (year - 2012) * x + z / 100 + effect + random.nextGaussian();
        rows.add(
            RowFactory.create(
                7_000_000_000L + i, "M" + i % 40, "A" + i % 9, cohort, year, days, weight, x, z));
      }
    }
    return rows;
  }

  static EstimationRequest request(
      String method, List<String> covariates, Map<String, String> settings) {
    return new EstimationRequest(
        new PanelColumns(
            "child",
            "year",
            "days",
            Optional.of("adopted"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("area"),
            Optional.empty(),
            Optional.of("weight"),
            Optional.empty(),
            covariates),
        method,
        settings,
        Optional.empty(),
        Map.of(),
        0.95,
        1);
  }

  static Estimation.Result run(
      Dataset<Row> table, List<String> covariates, Map<String, String> settings) {
    return Estimation.of(request(DoubleMl.METHOD, covariates, settings)).run(table);
  }
}

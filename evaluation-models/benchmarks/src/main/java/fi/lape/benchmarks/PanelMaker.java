package fi.lape.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.xxhash64;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes panels of 10 periods in parallel: 19 areas, cohorts 2014 to 2018 and as many never
 * treated, three covariates that do not change, and a planted effect of −1. A number depends on the
 * unit and period alone, so any machine writes the same panel.
 */
final class PanelMaker {
  static final int PERIODS = 10;

  private static final int FIRST = 2010;
  private static final int FILES = 4;

  private PanelMaker() {}

  /** Writes both forms of a panel, {@code sorted} by unit and in no order ({@code mixed}). */
  static void write(SparkSession spark, long rows, Path folder) {
    Path sorted = folder.resolve("sorted");
    if (!Files.exists(sorted.resolve("_SUCCESS"))) {
      panel(spark, rows / PERIODS).write().mode("overwrite").parquet(sorted.toString());
    }
    Path mixed = folder.resolve("mixed");
    if (!Files.exists(mixed.resolve("_SUCCESS"))) {
      Column place = xxhash64(col("unit"), col("year"), lit("place"));
      spark
          .read()
          .parquet(sorted.toString())
          .repartition(FILES, place)
          .sortWithinPartitions(place)
          .write()
          .mode("overwrite")
          .parquet(mixed.toString());
    }
  }

  private static Dataset<Row> panel(SparkSession spark, long units) {
    Column cohort =
        expr(
            "int(if(pmod(xxhash64(unit, 'c'), 10) < 5, null, 2014 + pmod(xxhash64(unit, 'g'), 5)))");
    Column area = concat(lit("A"), lpad(expr("string(pmod(xxhash64(unit, 'a'), 19))"), 2, "0"));
    return spark
        .range(0, units, 1, FILES)
        .select(col("id").plus(1_000_000_000_000L).as("unit"))
        .withColumn("area", area)
        .withColumn("adopted", cohort)
        .withColumn("x1", normal("unit, 'x1'").plus(expr("if(adopted is null, 0, 0.3)")))
        .withColumn("x2", normal("unit, 'x2'"))
        .withColumn("x3", expr("double(pmod(xxhash64(unit, 'x3'), 3))"))
        .withColumn("year", explode(sequence(lit(FIRST), lit(FIRST + PERIODS - 1))))
        .withColumn(
            "outcome",
            normal("unit, 'level'")
                .multiply(3)
                .plus(normal("unit, year, 'noise'"))
                .plus(expr("50 + 0.1 * (year - 2010) * x1 - if(adopted <= year, 1, 0)")))
        .select("unit", "area", "adopted", "year", "outcome", "x1", "x2", "x3");
  }

  /** Nearly normal, mean 0 and variance 1: four uniform numbers from a hash. */
  private static Column normal(String of) {
    String uniform = "(pmod(xxhash64(%s, %d), 1048576) / 1048576.0D)";
    return expr(
        "(%s + %s + %s + %s - 2) * 1.7320508075688772D"
            .formatted(
                uniform.formatted(of, 1),
                uniform.formatted(of, 2),
                uniform.formatted(of, 3),
                uniform.formatted(of, 4)));
  }
}

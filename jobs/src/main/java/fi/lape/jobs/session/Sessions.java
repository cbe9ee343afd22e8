package fi.lape.jobs.session;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the one Spark session of a process, embedded or inside {@code spark-submit}.
 *
 * <p>Settings that change a result (time zone, ANSI arithmetic, Delta) are always set here.
 * Settings that only suit one machine (few shuffle partitions, no UI, loopback) apply when the
 * session is embedded, and never override what the caller gave.
 */
public final class Sessions {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          "spark.sql.parquet.compression.codec", "zstd",
          // A Delta log would keep the extremes of every column, also of counts that are hidden.
          "spark.databricks.delta.stats.collect", "false");

  private static final Map<String, String> EMBEDDED =
      Map.ofEntries(
          Map.entry("spark.ui.enabled", "false"),
          Map.entry("spark.ui.showConsoleProgress", "false"),
          Map.entry("spark.driver.host", "127.0.0.1"),
          Map.entry("spark.driver.bindAddress", "127.0.0.1"),
          Map.entry("spark.sql.shuffle.partitions", "2"),
          Map.entry("spark.default.parallelism", "2"),
          Map.entry("spark.databricks.delta.snapshotPartitions", "1"),
          Map.entry("spark.databricks.delta.optimizeWrite.enabled", "false"),
          Map.entry("spark.sql.adaptive.enabled", "false"),
          Map.entry("spark.sql.codegen.wholeStage", "false"),
          Map.entry("spark.sql.subexpressionElimination.enabled", "false"),
          Map.entry("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir")));

  private Sessions() {}

  /**
   * Opens or reuses the session.
   *
   * @param master a Spark master URL; empty means what {@code spark-submit} set, else {@code
   *     local[*]}
   * @param settings Spark settings of the caller; they win over the embedded defaults
   */
  public static SparkSession open(Optional<String> master, Map<String, String> settings) {
    boolean submitted = System.getProperty("spark.master") != null;
    String chosen = master.orElseGet(() -> System.getProperty("spark.master", "local[*]"));
    SparkSession.Builder builder = SparkSession.builder().appName("lape").master(chosen);
    if (!submitted && chosen.startsWith("local")) {
      EMBEDDED.forEach(builder::config);
    }
    ALWAYS.forEach(builder::config);
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }
}

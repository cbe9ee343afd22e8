package fi.lape.jobs.register;

import static org.apache.spark.sql.functions.lit;

import com.sun.management.OperatingSystemMXBean;
import fi.lape.jobs.session.Sessions;
import fi.lape.samples.register.RegisterSample;
import fi.lape.samples.register.RegisterSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How fast a register is written, and turned into person-time. Not a test: run by hand with the
 * number of children, the factor on placements, a folder, and the Spark master.
 */
final class ChildPeriodsBenchmark {
  private ChildPeriodsBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    RegisterSettings settings =
        RegisterSettings.standard()
            .withChildren(Long.parseLong(arguments[0]))
            .withPlacementFactor(Double.parseDouble(arguments[1]))
            .withFaults(false);
    Path folder = Path.of(arguments[2]);
    SparkSession spark =
        Sessions.open(Optional.of(arguments[3]), Map.of("spark.sql.shuffle.partitions", "8"));
    Path register = folder.resolve("sources").resolve("register");
    if (!Files.exists(register.resolve("register.json"))) {
      timed("write register", settings.children(), () -> write(spark, folder, settings));
    }
    Dataset<Row> child =
        table(spark, register, "child")
            .withColumn("observed_from", lit(LocalDate.of(settings.firstYear(), 1, 1)))
            .withColumn("observed_to", lit(LocalDate.of(settings.lastYear(), 12, 31)))
            .withColumn("origin", lit("synthetic"));
    long episodes = table(spark, register, "placement_episode").count();
    Dataset<Row> noResidence = table(spark, register, "residence").limit(0);
    Dataset<Row> noEvent = table(spark, register, "service_event").limit(0);
    for (PeriodLength length : new PeriodLength[] {PeriodLength.YEAR, PeriodLength.MONTH}) {
      for (int i = 0; i < 2; i++) {
        timed(
            "episodes alone, by " + length.code(),
            episodes,
            () ->
                fold(
                    child,
                    noResidence,
                    table(spark, register, "placement_episode"),
                    noEvent,
                    length));
      }
    }
    timed(
        "the whole register, by year",
        episodes,
        () ->
            fold(
                child,
                table(spark, register, "residence"),
                table(spark, register, "placement_episode"),
                table(spark, register, "service_event"),
                PeriodLength.YEAR));
    spark.stop();
  }

  private static void write(SparkSession spark, Path folder, RegisterSettings settings) {
    try {
      RegisterSample.write(spark, folder.toString(), settings);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Dataset<Row> table(SparkSession spark, Path register, String name) {
    return spark.read().parquet(register.resolve(name).toString());
  }

  private static void fold(
      Dataset<Row> child,
      Dataset<Row> residence,
      Dataset<Row> placement,
      Dataset<Row> event,
      PeriodLength length) {
    ChildPeriods.of(child, residence, placement, event, length)
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
  }

  private static void timed(String what, long units, Runnable work) {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long wall = System.nanoTime();
    long cpu = machine.getProcessCpuTime();
    work.run();
    double cpuSeconds = (machine.getProcessCpuTime() - cpu) / 1e9;
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %d units, %.1f s wall, %.1f s CPU, %.2f million a minute a core%n",
        what,
        units,
        wallSeconds,
        cpuSeconds,
        units / cpuSeconds * 60 / 1e6);
  }
}

package fi.lape.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.MultiplierBootstrap;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.SupT;
import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import fi.lape.spark.PanelColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Group-time effects of a panel in files, inside one session: first and warm wall and CPU times of
 * the whole way from file to bands, peak memory, and the facts of the machine.
 *
 * <p>Arguments: rows, folder of panels, Spark master, repetitions, file of results; and {@code
 * cold} for one run of one step in a process of its own.
 */
public final class PanelBenchmark {
  private static final double LEVEL = 0.95;

  private final SparkSession spark;
  private final Path folder;
  private final int repetitions;
  private final List<Map<String, Object>> steps = new ArrayList<>();

  private PanelBenchmark(SparkSession spark, Path folder, int repetitions) {
    this.spark = spark;
    this.folder = folder;
    this.repetitions = repetitions;
  }

  /** Runs all steps, or one. */
  public static void main(String[] arguments) throws IOException {
    long rows = Long.parseLong(arguments[0]);
    Path folder = Path.of(arguments[1]).resolve("panel-" + rows);
    SparkSession spark =
        SparkSession.builder()
            .master(arguments[2])
            .appName("lape-benchmarks")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.parquet.compression.codec", "zstd")
            .config("spark.lape.largePanelRows", "0")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    Map<String, Object> facts = Machine.facts(spark.sparkContext());
    int repetitions = Integer.parseInt(arguments[3]);
    PanelBenchmark benchmark = new PanelBenchmark(spark, folder, repetitions);
    if (arguments.length > 5) {
      benchmark.byUnits("sorted", List.of());
      System.out.printf(Locale.ROOT, "cold process done, peak %d MB%n", Machine.peakMegabytes());
    } else {
      PanelMaker.write(spark, rows, folder);
      benchmark.all();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("rows", rows);
      result.put("machine", facts);
      result.put("load_at_end", Machine.load());
      result.put("peak_rss_mb", Machine.peakMegabytes());
      result.put("steps", benchmark.steps);
      Files.createDirectories(Path.of(arguments[4]).toAbsolutePath().getParent());
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(Path.of(arguments[4]).toFile(), result);
    }
    spark.stop();
  }

  private void all() {
    List<String> none = List.of();
    measure("read the columns of the mixed files", () -> read("mixed"));
    measure("mixed rows, errors by unit, bands", () -> byUnits("mixed", none));
    measure("sorted files, errors by unit, bands", () -> byUnits("sorted", none));
    measure("mixed rows, errors by area, bands", () -> byAreas("mixed"));
    measure("sorted files, errors by area, bands", () -> byAreas("sorted"));
    Fit fit = estimation(none).fit(table("sorted")).fit();
    measure("after the pass: covariance, bands of 999 draws", () -> draws(fit));
    List<String> covariates = List.of("x1", "x2", "x3");
    measure(
        "mixed rows, 3 covariates (dr), errors by unit, bands", () -> byUnits("mixed", covariates));
  }

  private double read(String form) {
    table(form)
        .select("unit", "area", "adopted", "year", "outcome")
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
    return 0;
  }

  private Dataset<Row> table(String form) {
    return spark.read().parquet(folder.resolve(form).toString());
  }

  private Estimation estimation(List<String> covariates) {
    return Estimation.of(
        new EstimationRequest(
            new PanelColumns(
                "unit",
                "year",
                "outcome",
                Optional.of("adopted"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("area"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                covariates),
            "group-time-att",
            Map.of("aggregate", "all"),
            Optional.of("cr1"),
            Map.of(),
            LEVEL,
            1));
  }

  private double byUnits(String form, List<String> covariates) {
    List<Estimated> effects = estimation(covariates).fit(table(form)).fit().estimated();
    double[][] covariance = new double[effects.size()][effects.size()];
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j < covariance.length; j++) {
        covariance[i][j] = effects.get(i).influence().unitCovariance(effects.get(j).influence());
      }
    }
    return covariance[0][0]
        + SupT.of(of(covariance, study(effects)), OptionalDouble.empty()).critical(LEVEL).value();
  }

  /** Places of the effects by event time: those that a figure shows together. */
  private static int[] study(List<Estimated> effects) {
    int[] places = new int[effects.size()];
    int n = 0;
    for (int j = 0; j < places.length; j++) {
      if (effects.get(j).key().estimand().equals("att-dynamic")) {
        places[n++] = j;
      }
    }
    return Arrays.copyOf(places, n);
  }

  private static double[][] of(double[][] covariance, int[] places) {
    double[][] part = new double[places.length][places.length];
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < places.length; j++) {
        part[i][j] = covariance[places[i]][places[j]];
      }
    }
    return part;
  }

  private double byAreas(String form) {
    Fit fit = estimation(List.of()).fitByClusters(table(form)).fit();
    double sum = 0;
    for (Estimated effect : fit.estimated()) {
      sum += Inferences.of("cr1").infer(effect, LEVEL).clusters();
    }
    return sum + SupT.bands(dynamic(fit), SmallSample.CR1, LEVEL).orElseThrow().critical();
  }

  private static List<Estimated> dynamic(Fit fit) {
    return fit.estimated().stream().filter(e -> e.key().estimand().equals("att-dynamic")).toList();
  }

  private static double draws(Fit fit) {
    List<Estimated> effects = fit.estimated();
    double sum = 0;
    for (Estimated one : effects) {
      for (Estimated other : effects) {
        sum += one.influence().unitCovariance(other.influence());
        sum += one.influence().clusterCovariance(other.influence());
      }
    }
    MultiplierBootstrap bootstrap =
        new MultiplierBootstrap(
            new MultiplierBootstrap.Settings(
                MultiplierBootstrap.Weights.MAMMEN, MultiplierBootstrap.Over.CLUSTERS, 999, 1));
    return sum + bootstrap.bands(effects, LEVEL).orElseThrow().critical();
  }

  private void measure(String step, DoubleSupplier work) {
    double[] wall = new double[repetitions + 1];
    double[] cpu = new double[repetitions + 1];
    double used = 0;
    for (int j = 0; j < wall.length; j++) {
      double cpuBegin = Machine.cpuSeconds();
      long begin = System.nanoTime();
      used += work.getAsDouble();
      wall[j] = (System.nanoTime() - begin) / 1e9;
      cpu[j] = Machine.cpuSeconds() - cpuBegin;
    }
    if (Double.isNaN(used)) { // the results are used, so that the work cannot be left out
      throw new IllegalStateException(step + " gave no number");
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("step", step);
    row.put("first_wall_s", rounded(wall[0]));
    row.put("first_cpu_s", rounded(cpu[0]));
    row.put("warm_wall_s", rounded(median(wall)));
    row.put("warm_cpu_s", rounded(median(cpu)));
    row.put("least_wall_s", rounded(least(wall)));
    row.put("repetitions", repetitions);
    row.put("load", Machine.load());
    steps.add(row);
    System.out.println(row);
  }

  private static double median(double[] all) {
    double[] warm = Arrays.copyOfRange(all, Math.min(1, all.length - 1), all.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  private static double least(double[] all) {
    return Arrays.stream(all).skip(1).min().orElse(all[0]);
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}

package fi.lape.samples.register;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a synthetic child-welfare register, in parallel and at any scale.
 *
 * <p>It lies over the same programme as {@link fi.lape.samples.SampleProgramme} of the same seed:
 * areas, municipalities, adoption. How many files there are follows from the number of children
 * alone, so that the same rows lie in the same files on one core and on a cluster.
 */
public final class RegisterSample {
  private static final long CHILDREN_PER_FILE = 50_000;

  private final SparkSession spark;
  private final RegisterSettings settings;
  private final RegisterWorld world;

  private RegisterSample(SparkSession spark, RegisterSettings settings) {
    this.spark = spark;
    this.settings = settings;
    this.world = RegisterWorld.of(settings);
  }

  /**
   * Writes {@code sources/register/} with its four tables as Parquet, {@code sources/SOURCE.json}
   * and {@code register_truth.json} into a folder, which may lie on any file system that the
   * session knows. What an earlier call wrote is replaced.
   *
   * @throws IOException when a file cannot be written
   */
  public static void write(SparkSession spark, String folder, RegisterSettings settings)
      throws IOException {
    new RegisterSample(spark, settings).write(new Path(folder));
  }

  private void write(Path folder) throws IOException {
    FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    files.setWriteChecksum(false);
    Path register = new Path(folder, "sources/register");
    for (RegisterTable table : RegisterTable.values()) {
      RegisterRows rows = new RegisterRows(settings, world);
      Path place = new Path(register, table.folder());
      table
          .written(perChild(n -> rows.of(table, n), table.made()))
          .write()
          .mode("overwrite")
          .option("compression", "zstd")
          .parquet(place.toString());
      name(files, place);
    }
    text(files, new Path(register, "register.json"), description());
    text(files, new Path(folder, "sources/SOURCE.json"), label());
    RegisterTruth truth = new RegisterTruth(settings, world);
    text(
        files,
        new Path(folder, "register_truth.json"),
        RegisterTruth.json(settings, perChild(truth::of, RegisterTruth.CELLS)));
  }

  private interface RowsOfChild extends LongFunction<List<Row>>, java.io.Serializable {}

  private Dataset<Row> perChild(RowsOfChild rows, StructType schema) {
    long files = (settings.children() + CHILDREN_PER_FILE - 1) / CHILDREN_PER_FILE;
    return spark
        .range(0, settings.children(), 1, (int) Math.min(files, 100_000))
        .mapPartitions(
            (MapPartitionsFunction<Long, Row>) numbers -> new Flat(numbers, rows),
            Encoders.row(schema));
  }

  /** The rows of one child after the other, never more than one child's held. */
  private static final class Flat implements Iterator<Row> {
    private final Iterator<Long> numbers;
    private final RowsOfChild rows;
    private Iterator<Row> current = Collections.emptyIterator();

    Flat(Iterator<Long> numbers, RowsOfChild rows) {
      this.numbers = numbers;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && numbers.hasNext()) {
        current = rows.apply(numbers.next()).iterator();
      }
      return current.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there is no further child");
      }
      return current.next();
    }
  }

  /** Spark names files after the run; ours bear their number, so that a run can be repeated. */
  private static void name(FileSystem files, Path folder) throws IOException {
    for (FileStatus file : files.listStatus(folder)) {
      String name = file.getPath().getName();
      if (name.startsWith("part-")) {
        files.rename(file.getPath(), new Path(folder, name.substring(0, 10) + ".parquet"));
      } else {
        files.delete(file.getPath(), false);
      }
    }
  }

  private String description() {
    return "{\n  \"observed_from\": \"%s\",\n  \"data_date\": \"%s\",\n  \"synthetic\": true\n}\n"
        .formatted(settings.observedFrom(), settings.dataDate());
  }

  private String label() {
    return """
    {
      "origin": "synthetic",
      "label": {
        "fi": "Synteettinen rekisteri: tiedot on arvottu, ne eivät kuvaa yhtäkään lasta.",
        "sv": "Syntetiskt register: uppgifterna är slumpade och beskriver inget barn.",
        "en": "Synthetic register: drawn at random, describes no child."
      },
      "generator": "fi.lape.samples.register.RegisterSample",
      "seed": %d
    }
    """
        .formatted(settings.seed());
  }

  private static void text(FileSystem files, Path path, String content) throws IOException {
    try (OutputStream out = files.create(path, true)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}

package fi.lape.samples.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed register is what the generator writes. {@code -Dlape.sample.write=true} writes it
 * anew.
 */
class RegisterSampleTest {
  private static final Path COMMITTED = Path.of("sample");
  private static final long LIMIT_BYTES = 2L * 1024 * 1024;

  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void write() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    RegisterSample.write(spark, folder.toString(), RegisterSettings.standard());
    if (Boolean.getBoolean("lape.sample.write")) {
      for (String name : names(folder)) {
        Files.createDirectories(COMMITTED.resolve(name).getParent());
        Files.copy(
            folder.resolve(name), COMMITTED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.startsWith("sources/register/") || name.startsWith("register_truth"))
          .sorted()
          .toList();
    }
  }

  private static List<Row> rows(Path root, RegisterTable table) {
    return spark
        .read()
        .parquet(root.resolve("sources/register/" + table.folder()).toString())
        .collectAsList();
  }

  @Test
  void theCommittedRegisterIsTheGeneratorsOutput() throws IOException {
    assertThat(names(COMMITTED)).isEqualTo(names(folder));
    for (String name : names(COMMITTED)) {
      if (!name.endsWith(".parquet")) { // whose bytes depend on the library that packs them
        assertThat(Files.readString(COMMITTED.resolve(name)))
            .as(name)
            .isEqualTo(Files.readString(folder.resolve(name)));
      }
    }
    for (RegisterTable table : RegisterTable.values()) {
      assertThat(rows(COMMITTED, table)).as(table.folder()).isEqualTo(rows(folder, table));
    }
  }

  @Test
  void theCommittedRegisterStaysBelowTwoMegabytes() throws IOException {
    long bytes = 0;
    for (String name : names(COMMITTED)) {
      bytes += Files.size(COMMITTED.resolve(name));
    }
    assertThat(bytes).isBetween(1L, LIMIT_BYTES);
  }

  @Test
  void everyFileSaysInItsOwnMetadataThatItIsSynthetic() throws IOException {
    for (String name : names(COMMITTED)) {
      if (name.endsWith(".parquet")) {
        org.apache.hadoop.fs.Path path =
            new org.apache.hadoop.fs.Path(COMMITTED.resolve(name).toAbsolutePath().toString());
        try (ParquetFileReader reader =
            ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
          assertThat(reader.getFileMetaData().getKeyValueMetaData().toString())
              .as(name)
              .contains("synthetic: drawn at random, describes no child");
        }
      } else {
        assertThat(Files.readString(COMMITTED.resolve(name))).contains("\"synthetic\"");
      }
    }
  }

  /** A task may have any of the children; what a child is hangs on its number alone. */
  @Test
  void theRowsDoNotDependOnHowTheChildrenAreSpreadOverTasks() {
    RegisterSettings settings = RegisterSettings.standard();
    RegisterWorld world = RegisterWorld.of(settings);
    RegisterRows rows = new RegisterRows(settings, world);
    List<Row> backwards = new ArrayList<>();
    for (long number = settings.children() - 1; number >= 0; number--) {
      List<Row> own = new ArrayList<>(rows.of(RegisterTable.PLACEMENT_EPISODE, number));
      Collections.reverse(own);
      backwards.addAll(own);
    }
    List<Row> written = rows(folder, RegisterTable.PLACEMENT_EPISODE);
    assertThat(backwards).hasSameSizeAs(written);
    for (int i = 0; i < written.size(); i++) {
      Row one = written.get(i);
      Row other = backwards.get(written.size() - 1 - i);
      assertThat(one.getString(0)).isEqualTo(other.getString(0));
      assertThat(one.getDate(2).toLocalDate().toEpochDay()).isEqualTo(other.getInt(2));
      assertThat(one.getString(4)).isEqualTo(other.getString(4));
    }
  }

  @Test
  void theTruthIsWhatTheRowsShow() throws IOException {
    JsonNode document =
        new ObjectMapper().readTree(Files.readString(folder.resolve("register_truth.json")));
    Map<String, Long> sums = new TreeMap<>();
    for (String what : List.of("entries", "places", "institution-places")) {
      for (JsonNode cell : document.at("/truth/" + what)) {
        sums.merge(what + "/with", cell.get("with_adoption").asLong(), Long::sum);
        sums.merge(what + "/without", cell.get("without_adoption").asLong(), Long::sum);
      }
    }
    long faulty = 0;
    for (JsonNode fault : document.get("faults")) {
      if (fault.get("table").asText().equals("placement_episode")) {
        faulty += fault.get("rows").asLong();
      }
    }
    List<Row> stays = rows(folder, RegisterTable.PLACEMENT_EPISODE);
    long sinceStart =
        stays.stream()
            .filter(r -> r.getDate(2).toLocalDate().getYear() >= 2010)
            .filter(r -> !r.getString(5).equals("after-care"))
            .count();
    // Faulty rows lie on either side of 2010.
    assertThat(sums.get("places/with")).isBetween(sinceStart - faulty, sinceStart);
    assertThat(faulty).isBetween(20L, 60L);
    assertThat(sums.get("entries/with")).isLessThan(sums.get("entries/without"));
  }

  /** Ten times the children, so that luck is small beside the effect. */
  @Test
  void adoptionChangesEntriesAndInstitutionsByWhatWasPlanted() {
    RegisterSettings settings =
        RegisterSettings.standard().withChildren(60_000).withPlacementFactor(3);
    RegisterWorld world = RegisterWorld.of(settings);
    double with = 0;
    double without = 0;
    for (long number = 0; number < settings.children(); number++) {
      with += entriesAfterOpening(new ChildLife(settings, world, number, true), world);
      without += entriesAfterOpening(new ChildLife(settings, world, number, false), world);
    }
    // -12 % of the hazard; fewer first placements leave fewer to return, more of them out of care.
    assertThat(with / without - 1).isCloseTo(-0.12, within(0.03));
  }

  private static long entriesAfterOpening(ChildLife life, RegisterWorld world) {
    return life.entries().stream()
        .filter(
            e ->
                world
                    .unit(e.unit())
                    .familyCentreYear()
                    .filter(year -> year < Days.year(e.start()))
                    .isPresent())
        .count();
  }

  @Test
  void aSettingOutOfRangeIsNamed() {
    assertThatThrownBy(() -> RegisterSettings.standard().withChildren(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'children' is 0 but must be 1 to");
  }
}

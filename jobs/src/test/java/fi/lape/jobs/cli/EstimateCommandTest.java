package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person with a panel of their own. */
class EstimateCommandTest {
  @TempDir Path folder;
  private OwnPanel own;
  private SparkSession spark;

  @BeforeEach
  void session() {
    spark = TestSession.open();
    own = new OwnPanel(folder);
  }

  private int lape(Path panel, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--cluster", "region"));
    arguments.addAll(List.of(more));
    return own.estimate(panel, arguments.toArray(String[]::new));
  }

  private Path write(String name, String text) throws IOException {
    return own.write(name, text);
  }

  private static double simple(Path json) throws IOException {
    return OwnPanel.overall(json).get("estimate").asDouble();
  }

  private static double[] numbers(List<JsonNode> rows, Predicate<JsonNode> wanted) {
    return rows.stream()
        .filter(wanted)
        .mapToDouble(row -> row.get("estimate").asDouble())
        .toArray();
  }

  @Test
  void aPanelGivesTheEffectWorkedOutByHandInEveryFormat() throws Exception {
    Path mine = write("mine.csv", OwnPanel.MINE);
    Path json = folder.resolve("e.json");
    assertThat(lape(mine, "--method", "group-time-att", "--out", json.toString())).isZero();
    assertThat(simple(json)).isCloseTo(-0.5, within(1e-12));
    assertThat(own.out())
        .contains("group-time-att of 'opened' on 'placed': 4 units, 8 cells (0 holes), 2 clusters")
        .contains("-0.500000")
        .contains("Written to " + json);
    for (String file : List.of("e.csv", "e.parquet")) {
      Path written = folder.resolve(file);
      assertThat(lape(mine, "--method", "group-time-att", "--out", written.toString())).isZero();
      assertThat(byDuckDb(written)).isCloseTo(-0.5, within(1e-12));
    }
  }

  private static double byDuckDb(Path file) throws SQLException {
    String sql = "SELECT estimate FROM '%s' WHERE estimand = 'att-simple'".formatted(file);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = duck.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getDouble(1);
    }
  }

  @Test
  void aFinnishExcelFileAParquetFileAndADeltaTableSayTheSame() throws Exception {
    String finnish =
        OwnPanel.MINE.replace(",", ";").replace(";10\n", ";10,0\n").replace(";33\n", ";33,00\n");
    List<Path> same =
        new ArrayList<>(
            List.of(
                write("excel.csv", "\uFEFF" + finnish),
                write("tabs.tsv", OwnPanel.MINE.replace(",", "\t"))));
    var rows =
        spark.read().option("header", "true").csv(write("mine.csv", OwnPanel.MINE).toString());
    rows.write().parquet(folder.resolve("folder").toString());
    rows.selectExpr(
            "town", "region", "int(opened) opened", "int(year) year", "double(placed) placed")
        .write()
        .format("delta")
        .save(folder.resolve("table").toString());
    same.add(folder.resolve("folder"));
    same.add(folder.resolve("table"));
    for (Path panel : same) {
      Path json = folder.resolve("same.json");
      assertThat(lape(panel, "--method", "group-time-att", "--out", json.toString()))
          .as("%s: %s", panel, own.err())
          .isZero();
      assertThat(simple(json)).as(panel.toString()).isCloseTo(-0.5, within(1e-12));
    }
  }

  @Test
  void theExamplePanelGivesAnIntervalAroundWhatIsPlanted() throws IOException {
    Path sample = Path.of("../data-samples/sample");
    Path json = folder.resolve("planted.json");
    List<String> arguments = new ArrayList<>(List.of("estimate", "--panel"));
    arguments.add(sample.resolve("panel.csv").toString());
    arguments.addAll(List.of("--unit", "municipality", "--period", "year", "--outcome"));
    arguments.addAll(List.of("new_placements_per_1000", "--adoption", "opened", "--cluster"));
    arguments.addAll(List.of("area", "--weight", "children_2016", "--method", "group-time-att"));
    arguments.addAll(List.of("--set", "aggregate=simple", "--out", json.toString()));
    assertThat(own.lape(arguments)).isZero();
    double planted =
        new ObjectMapper()
            .readTree(sample.resolve("truth.json").toFile())
            .at("/effects/0/att_all_cells/att")
            .asDouble();
    JsonNode row = OwnPanel.overall(json);
    assertThat(planted).isBetween(row.get("ci_low").asDouble(), row.get("ci_high").asDouble());
    assertThat(row.get("estimate").asDouble()).isCloseTo(planted, within(0.1));
    assertThat(row.get("clusters").asInt()).isEqualTo(19);
  }

  @Test
  void holesAreRefusedUntilTheyAreDecidedOnAndThenSaid() throws IOException {
    Path holes =
        write(
            "holes.csv",
            OwnPanel.MINE.replace("003,A,,2018,21\n", "") + "005,A,,2017,7\n005,A,,2018,9\n");
    assertThat(lape(holes, "--method", "group-time-att")).isEqualTo(3);
    assertThat(own.err()).startsWith("PANEL_NOT_BALANCED: 1 ");
    assertThat(
            lape(
                holes,
                "--method",
                "group-time-att",
                "--set",
                "unbalanced=complete-units",
                "--set",
                "aggregate=simple"))
        .isZero();
    assertThat(own.out())
        .contains("5 units, 9 cells (1 holes)")
        .contains("-1.00000") // 1.5 − ((33 − 30) + (9 − 7)) / 2
        .contains("1 units are left out because they are not observed in every period");
  }

  @Test
  void whatACoefficientIsMadeOfComesWithItsWeights() throws IOException {
    String later = "005,A,2019,2017,7\n005,A,2019,2018,9\n005,A,2019,2019,4\n";
    String more = "001,A,2018,2019,12\n002,B,2018,2019,9\n003,A,,2019,22\n004,B,0,2019,35\n";
    Path panel = write("three.csv", OwnPanel.MINE + later + more);
    assertThat(lape(panel, "--method", "bacon-decomposition", "--json")).isZero();
    List<JsonNode> rows = OwnPanel.rows(own.out());
    Predicate<JsonNode> isWhole = row -> row.get("estimand").asText().equals("twfe");
    Predicate<JsonNode> isShare = row -> row.get("outcome_unit").asText().equals("share");
    double[] coefficient = numbers(rows, isWhole);
    double[] shares = numbers(rows, isShare.and(isWhole.negate()));
    double[] differences = numbers(rows, isShare.or(isWhole).negate());
    assertThat(shares).hasSizeGreaterThan(2).hasSameSizeAs(differences);
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
    double sum = 0;
    for (int j = 0; j < shares.length; j++) {
      sum += shares[j] * differences[j];
    }
    assertThat(coefficient).hasSize(1);
    assertThat(sum).isCloseTo(coefficient[0], within(1e-12));
  }

  @Test
  void jsonOnTheTerminalIsNothingButJson() throws Exception {
    assertThat(lape(write("mine.csv", OwnPanel.MINE), "--method", "twfe", "--json")).isZero();
    JsonNode rows = new ObjectMapper().readTree(own.out());
    assertThat(rows.get(0).get("estimate").asDouble()).isCloseTo(-0.5, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "absent.csv,      twfe,       2, PANEL_NOT_FOUND",
    "mine.xlsx,       twfe,       2, PANEL_FORMAT_UNKNOWN",
    "twice.csv,       twfe,       3, PANEL_HEADER_BAD",
    "blank.csv,       twfe,       3, PANEL_HEADER_BAD",
    "ragged.csv,      twfe,       3, PANEL_ROW_MALFORMED",
    "letters.csv,     twfe,       3, VALUE_NOT_A_NUMBER",
    "notreally.parquet, twfe,     3, PANEL_UNREADABLE",
    "mine.csv,        twofe,      2, METHOD_UNKNOWN",
    "mine.csv,        dose-regression, 2, TREATMENT_NOT_GIVEN"
  })
  void whatCannotBeReadIsRefusedByNameAndNeverQuoted(
      String file, String method, int exit, String code) throws IOException {
    String secret = "190199-123A";
    write("mine.csv", OwnPanel.MINE);
    write("mine.xlsx", OwnPanel.MINE);
    write("twice.csv", OwnPanel.MINE.replace("town,region", "town,town"));
    write("blank.csv", "");
    write("ragged.csv", OwnPanel.MINE + secret + ",A,2018,2017\n");
    write("letters.csv", OwnPanel.MINE.replace("2018,33", "2018," + secret));
    write("notreally.parquet", OwnPanel.MINE);
    assertThat(lape(folder.resolve(file), "--method", method)).isEqualTo(exit);
    assertThat(own.err()).startsWith(code + ": ").doesNotContain(secret).doesNotContain("\tat ");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeAnythingIsRead() throws IOException {
    Path mine = write("mine.csv", OwnPanel.MINE);
    assertThat(lape(mine, "--method", "twfe", "--out", "effects.doc")).isEqualTo(2);
    assertThat(own.err()).startsWith("OUT_FORMAT_UNKNOWN: 'effects.doc'");
    assertThat(lape(mine, "--method", "twfe", "--out", folder + "/no/such/e.json")).isEqualTo(2);
    assertThat(own.err()).startsWith("OUT_FOLDER_MISSING: the folder of 'e.json'");
  }

  @Test
  void everyMethodSaysWhatItNeedsAndWhenItRefuses() {
    assertThat(own.lape(List.of("methods"))).isZero();
    assertThat(own.out())
        .contains("group-time-att", "twfe", "needs    --adoption", "wild-cluster")
        .contains("randomization              all ways to deal out what was assigned");
  }
}

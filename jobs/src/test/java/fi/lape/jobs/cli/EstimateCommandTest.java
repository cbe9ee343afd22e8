package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person with a panel of their own. */
class EstimateCommandTest {
  // Two municipalities that opened in 2018, two that did not; the effect by hand:
  // ((12 − 10) + (9 − 8)) / 2 − ((21 − 20) + (33 − 30)) / 2 = 1.5 − 2 = −0.5
  private static final String MINE =
      """
      town,region,opened,year,placed
      001,A,2018,2017,10
      001,A,2018,2018,12
      002,B,2018,2017,8
      002,B,2018,2018,9
      003,A,,2017,20
      003,A,,2018,21
      004,B,0,2017,30
      004,B,0,2018,33
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private SparkSession spark;

  @BeforeEach
  void session() {
    spark = TestSession.open();
  }

  private int lape(Path panel, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "estimate",
                "--panel",
                panel.toString(),
                "--unit",
                "town",
                "--period",
                "year",
                "--outcome",
                "placed",
                "--adoption",
                "opened",
                "--cluster",
                "region"));
    arguments.addAll(List.of(more));
    return Lape.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return file;
  }

  private static double simple(Path json) throws IOException {
    for (JsonNode row : new ObjectMapper().readTree(json.toFile())) {
      if (row.get("estimand").asText().equals("att-simple")) {
        return row.get("estimate").asDouble();
      }
    }
    throw new AssertionError("no overall effect in " + json);
  }

  @Test
  void aPanelGivesTheEffectWorkedOutByHandInEveryFormat() throws Exception {
    Path mine = write("mine.csv", MINE);
    Path json = folder.resolve("e.json");
    assertThat(lape(mine, "--method", "group-time-att", "--out", json.toString())).isZero();
    assertThat(simple(json)).isCloseTo(-0.5, within(1e-12));
    assertThat(out.toString())
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
        MINE.replace(",", ";").replace(";10\n", ";10,0\n").replace(";33\n", ";33,00\n");
    List<Path> same =
        new ArrayList<>(
            List.of(
                write("excel.csv", "\uFEFF" + finnish),
                write("tabs.tsv", MINE.replace(",", "\t"))));
    var rows = spark.read().option("header", "true").csv(write("mine.csv", MINE).toString());
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
          .as("%s: %s", panel, err)
          .isZero();
      assertThat(simple(json)).as(panel.toString()).isCloseTo(-0.5, within(1e-12));
    }
  }

  @Test
  void theExamplePanelGivesAnIntervalAroundWhatIsPlanted() throws IOException {
    Path sample = Path.of("../data-samples/sample");
    Path json = folder.resolve("planted.json");
    assertThat(
            Lape.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                    "estimate",
                    "--panel",
                    sample.resolve("panel.csv").toString(),
                    "--unit",
                    "municipality",
                    "--period",
                    "year",
                    "--outcome",
                    "new_placements_per_1000",
                    "--adoption",
                    "opened",
                    "--cluster",
                    "area",
                    "--weight",
                    "children_2016",
                    "--method",
                    "group-time-att",
                    "--set",
                    "aggregate=simple",
                    "--out",
                    json.toString()))
        .isZero();
    ObjectMapper mapper = new ObjectMapper();
    double planted =
        mapper
            .readTree(sample.resolve("truth.json").toFile())
            .at("/effects/0/att_all_cells/att")
            .asDouble();
    for (JsonNode row : mapper.readTree(json.toFile())) {
      if (row.get("estimand").asText().equals("att-simple")) {
        assertThat(planted).isBetween(row.get("ci_low").asDouble(), row.get("ci_high").asDouble());
        assertThat(row.get("estimate").asDouble()).isCloseTo(planted, within(0.1));
        assertThat(row.get("clusters").asInt()).isEqualTo(19);
      }
    }
  }

  private int diagnose(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "diagnose",
                "--panel",
                "../data-samples/sample/panel.csv",
                "--unit",
                "municipality",
                "--period",
                "year",
                "--outcome",
                "new_placements_per_1000",
                "--adoption",
                "opened",
                "--cluster",
                "area",
                "--weight",
                "children_2016",
                "--method",
                "group-time-att",
                "--set",
                "base=universal",
                "--set",
                "min_e=-5",
                "--set",
                "max_e=3"));
    arguments.addAll(List.of(more));
    return Lape.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void anEventStudyIsAskedWhatItIsWorth() throws IOException {
    assertThat(
            diagnose(
                "--set",
                "aggregate=dynamic",
                "--diagnostic",
                "honest-did",
                "--diagnostic-set",
                "target=average",
                "--diagnostic-set",
                "bounds=0,0.5",
                "--json"))
        .as(err.toString())
        .isZero();
    double width = -1;
    for (JsonNode row : new ObjectMapper().readTree(out.toString())) {
      if (row.get("quantity").asText().equals("honest-interval")) {
        // The planted mean effect over four years is between −0.27 and −0.61.
        assertThat(row.get("low").asDouble()).isLessThan(-0.4);
        double wider = row.get("high").asDouble() - row.get("low").asDouble();
        assertThat(wider).isGreaterThan(width);
        width = wider;
      }
    }
    assertThat(width).isPositive();
    assertThat(diagnose("--set", "aggregate=dynamic", "--diagnostic", "pretrends")).isZero();
    assertThat(out.toString()).contains("pretrends: Could the test for pre-trends have found one");
  }

  @Test
  void aPanelThatAnswersNothingIsFour() throws IOException {
    Path all = write("all.csv", MINE.replace(",A,,", ",A,2018,").replace(",B,0,", ",B,2018,"));
    assertThat(lape(all, "--method", "group-time-att")).isEqualTo(4);
    assertThat(err.toString()).startsWith("NOTHING_ESTIMABLE: none of the ");
    assertThat(out.toString()).contains("not estimable:");
  }

  @Test
  void aDiagnosticWithoutAnEventStudyIsRefusedByName() {
    assertThat(diagnose("--set", "aggregate=simple", "--diagnostic", "honest-did")).isEqualTo(2);
    assertThat(err.toString()).startsWith("EVENT_STUDY_NOT_NAMED: 'group-time-att' gives");
    err.getBuffer().setLength(0);
    assertThat(diagnose("--diagnostic", "honest-did", "--inference", "cr1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("INFERENCE_NOT_USED: a diagnostic takes the covariance");
    err.getBuffer().setLength(0);
    assertThat(diagnose("--diagnostic", "honest")).isEqualTo(2);
    assertThat(err.toString()).startsWith("DIAGNOSTIC_UNKNOWN: 'honest'");
  }

  @Test
  void holesAreRefusedUntilTheyAreDecidedOnAndThenSaid() throws IOException {
    Path holes =
        write("holes.csv", MINE.replace("003,A,,2018,21\n", "") + "005,A,,2017,7\n005,A,,2018,9\n");
    assertThat(lape(holes, "--method", "group-time-att")).isEqualTo(3);
    assertThat(err.toString()).startsWith("PANEL_NOT_BALANCED: 1 ");
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
    assertThat(out.toString())
        .contains("5 units, 9 cells (1 holes)")
        .contains("-1.00000") // 1.5 − ((33 − 30) + (9 − 7)) / 2
        .contains("1 units are left out because they are not observed in every period");
  }

  @Test
  void whatACoefficientIsMadeOfComesWithItsWeights() throws IOException {
    String later = "005,A,2019,2017,7\n005,A,2019,2018,9\n005,A,2019,2019,4\n";
    String more = "001,A,2018,2019,12\n002,B,2018,2019,9\n003,A,,2019,22\n004,B,0,2019,35\n";
    Path panel = write("three.csv", MINE + later + more);
    assertThat(lape(panel, "--method", "bacon-decomposition", "--json")).isZero();
    double weights = 0;
    double sum = 0;
    double coefficient = 0;
    List<Double> differences = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(out.toString())) {
      double value = row.get("estimate").asDouble();
      if (row.get("estimand").asText().equals("twfe")) {
        coefficient = value;
      } else if (row.get("outcome_unit").asText().equals("share")) {
        shares.add(value);
      } else {
        differences.add(value);
      }
    }
    for (int j = 0; j < shares.size(); j++) {
      weights += shares.get(j);
      sum += shares.get(j) * differences.get(j);
    }
    assertThat(shares).hasSizeGreaterThan(2).hasSameSizeAs(differences);
    assertThat(weights).isCloseTo(1, within(1e-12));
    assertThat(sum).isCloseTo(coefficient, within(1e-12));
  }

  @Test
  void jsonOnTheTerminalIsNothingButJson() throws Exception {
    assertThat(lape(write("mine.csv", MINE), "--method", "twfe", "--json")).isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString());
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
    write("mine.csv", MINE);
    write("mine.xlsx", MINE);
    write("twice.csv", MINE.replace("town,region", "town,town"));
    write("blank.csv", "");
    write("ragged.csv", MINE + secret + ",A,2018,2017\n");
    write("letters.csv", MINE.replace("2018,33", "2018," + secret));
    write("notreally.parquet", MINE);
    assertThat(lape(folder.resolve(file), "--method", method)).isEqualTo(exit);
    assertThat(err.toString())
        .startsWith(code + ": ")
        .doesNotContain(secret)
        .doesNotContain("\tat ");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeAnythingIsRead() throws IOException {
    Path mine = write("mine.csv", MINE);
    assertThat(lape(mine, "--method", "twfe", "--out", "effects.doc")).isEqualTo(2);
    assertThat(err.toString()).startsWith("OUT_FORMAT_UNKNOWN: 'effects.doc'");
    err.getBuffer().setLength(0);
    assertThat(lape(mine, "--method", "twfe", "--out", folder + "/no/such/e.json")).isEqualTo(2);
    assertThat(err.toString()).startsWith("OUT_FOLDER_MISSING: the folder of 'e.json'");
  }

  @Test
  void everyMethodSaysWhatItNeedsAndWhenItRefuses() {
    assertThat(Lape.commandLine().setOut(new PrintWriter(out, true)).execute("methods")).isZero();
    assertThat(out.toString())
        .contains("group-time-att", "twfe", "needs    --adoption", "wild-cluster");
  }
}

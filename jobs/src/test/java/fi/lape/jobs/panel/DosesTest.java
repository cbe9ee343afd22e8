package fi.lape.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Doses of the sample against the project reports and accounts read a second time, without Spark.
 */
class DosesTest {
  private static final double TOLERANCE = 1e-9;
  private static final String TREATMENTS =
      """
          - {id: staff, kind: dose, measure: staff-per-1000-children, level: area}
          - {id: spending, kind: dose, measure: spending-eur-per-child, level: area}
          - {id: programme, kind: dose, measure: programme-eur-per-child, level: area}
          - {id: reach, kind: dose, measure: component-coverage, level: municipality}
          - {id: centres, kind: dose, measure: component-coverage, component: family-centre, level: area}
      """;

  @TempDir static Path folder;
  private static final Map<String, Map<String, Double>> AREAS = new TreeMap<>();
  private static final Map<String, Double> MUNICIPALITIES = new TreeMap<>();
  private static final Map<String, Double> CHILDREN = new TreeMap<>();

  @BeforeAll
  static void build() throws IOException {
    String lape = Files.readString(Path.of("../evaluation-models/plans/lape.yaml"));
    Path file = folder.resolve("plan.yaml");
    Files.writeString(file, lape.replace("\nanalyses:\n", TREATMENTS.indent(-2) + "\nanalyses:\n"));
    StudyPlan plan = StudyPlans.read(file);
    Lake lake = SampleLake.lake();
    Lookups lookups = new Lookups(lake.spark());
    Dataset<Row> grid =
        Children.grid(
            Children.byMunicipality(lake.read(LakeTable.POPULATION), lookups), lookups, plan);
    Dataset<Row> municipal = MunicipalDoses.of(lake, plan, grid);
    for (Row row : AreaDoses.of(lake, plan, grid, municipal).collectAsList()) {
      AREAS
          .computeIfAbsent(row.getAs("treatment"), t -> new TreeMap<>())
          .put(row.getAs("area_code"), row.getAs("dose"));
    }
    for (Row row : MunicipalDoses.table(municipal, plan).collectAsList()) {
      assertThat(row.<String>getAs("treatment")).isEqualTo("reach");
      MUNICIPALITIES.put(row.getAs("municipality_code"), row.getAs("dose"));
    }
    for (Row row : grid.where("year = 2016").collectAsList()) {
      CHILDREN.merge(
          row.getAs("area_code"), row.<Long>getAs("children").doubleValue(), Double::sum);
    }
  }

  private static List<JsonNode> reports(String area) throws IOException {
    try (Stream<Path> files = Files.list(Samples.sources().resolve("projects").resolve(area))) {
      ObjectMapper json = new ObjectMapper();
      return files
          .sorted()
          .map(
              f -> {
                try {
                  return json.readTree(f.toFile());
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  @Test
  void aMunicipalityIsReachedByTheComponentsInUseWhenTheProgrammeEnded() throws IOException {
    Map<String, Double> covered = new HashMap<>();
    for (JsonNode report : reports("KSU")) {
      if (report.path("report").path("number").asInt() == 4) {
        for (JsonNode c : report.path("components")) {
          if (c.path("status").asText().equals("in-use")) {
            covered.merge(
                c.path("municipality").asText(), c.path("coverage").asDouble(), Double::sum);
          }
        }
      }
    }
    assertThat(covered).hasSizeGreaterThan(10);
    covered.forEach(
        (municipality, sum) ->
            assertThat(MUNICIPALITIES.get(municipality))
                .as(municipality)
                .isCloseTo(sum / 5, within(TOLERANCE)));
    assertThat(MUNICIPALITIES).hasSize(293);
    assertThat(MUNICIPALITIES.get("265")).isZero(); // planned only
  }

  @Test
  void spendingIsToldByFourReportsAndUnknownWhereOneIsMissing() throws IOException {
    double spent = 0;
    for (JsonNode report : reports("KSU")) {
      int number = report.path("report").path("number").asInt();
      spent += number >= 1 && number <= 4 ? report.path("spending_eur").asDouble() : 0;
    }
    assertThat(AREAS.get("spending").get("KSU"))
        .isCloseTo(spent / CHILDREN.get("KSU"), within(TOLERANCE));
    // SAT lacks report 2; report 3 of POH is not of the form.
    assertThat(AREAS.get("spending")).hasSize(17).doesNotContainKeys("SAT", "POH");
  }

  @Test
  void staffAndMoneyOfTheAccountsArePerChildOfTheLastCleanYear() throws IOException {
    double staff = 0;
    double money = 0;
    for (String line :
        Files.readAllLines(Samples.sources().resolve("accounts/project_accounts.csv"))) {
      String[] fields = line.split(";", -1);
      if (fields[0].equals("UUS")) {
        staff += Double.parseDouble(fields[6].replace(',', '.'));
        money +=
            Double.parseDouble(fields[4].replace(',', '.'))
                + Double.parseDouble(fields[5].replace(',', '.'));
      }
    }
    assertThat(AREAS.get("staff").get("UUS"))
        .isCloseTo(1000 * staff / CHILDREN.get("UUS"), within(TOLERANCE));
    assertThat(AREAS.get("programme").get("UUS"))
        .isCloseTo(money / CHILDREN.get("UUS"), within(1e-6));
    assertThat(AREAS.get("staff")).hasSize(19);
  }

  @Test
  void anAreaIsReachedAsTheMeanOfItsChildren() {
    assertThat(AREAS.get("reach")).hasSize(19);
    assertThat(AREAS.get("centres").values()).allMatch(d -> d >= 0 && d <= 1);
    assertThat(AREAS.get("centres").get("KSU")).isGreaterThan(AREAS.get("reach").get("KSU"));
  }
}

package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told at the terminal where the design cannot carry the question. */
class RefusalTextsTest {
  @TempDir Path folder;
  private OwnPanel own;

  @BeforeEach
  void session() {
    TestSession.open();
    own = new OwnPanel(folder);
  }

  private int planCheck(String text, String faulty) throws IOException {
    String lape = Files.readString(Path.of("../evaluation-models/plans/lape.yaml"));
    assertThat(lape).contains(text);
    Path plan = Files.writeString(folder.resolve("plan.yaml"), lape.replace(text, faulty));
    return own.lape(List.of("plan", "check", plan.toString()));
  }

  private int estimate(Path panel, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("estimate", "--panel", panel.toString(), "--unit", "town", "--period", "year"));
    arguments.addAll(List.of("--outcome", "placed", "--cluster", "region"));
    arguments.addAll(List.of(more));
    return own.lape(arguments);
  }

  @Test
  void errorsClusteredByMunicipalityUnderADoseOfAreas() throws IOException {
    assertThat(
            planCheck(
                "    method: dose-regression\n",
                "    method: dose-regression\n    cluster: municipality\n"))
        .isEqualTo(2);
    assertThat(own.err())
        .contains(
            "the treatment 'grant-per-child' was assigned by area; errors clustered below that are far too small: write 'area' or remove 'cluster'")
        .doesNotContain("\tat ");
  }

  @Test
  void syntheticControlWithTreatedDonors() throws IOException {
    assertThat(planCheck("method: dose-regression", "method: synthetic-control")).isEqualTo(2);
    assertThat(own.err())
        .contains(
            "'synthetic-control' puts an area together from donors that nobody treated, and all project areas were in the programme from the same day: every donor of 'grant-per-child' is treated; write 'group-time-att' for an adoption or 'dose-regression' for a dose");
  }

  @Test
  void noPeriodBefore() throws IOException {
    StringBuilder rows = new StringBuilder("town,region,opened,year,placed\n");
    for (int i = 0; i < 6; i++) {
      for (int year = 2017; year <= 2018; year++) {
        rows.append(
            "%d,R%d,%s,%d,%d\n".formatted(i, i, i < 3 ? "2017" : "", year, 5 * i + year % 7));
      }
    }
    Path panel = own.write("late.csv", rows.toString());
    assertThat(estimate(panel, "--adoption", "opened", "--method", "group-time-att")).isEqualTo(4);
    assertThat(own.err()).startsWith("NOTHING_ESTIMABLE: none of the ");
    assertThat(own.out()).contains("treated from the first period on: nothing to compare with");
  }

  @Test
  void oneAdopter() throws IOException {
    StringBuilder rows = new StringBuilder("town,region,opened,year,placed\n");
    for (int i = 0; i < 6; i++) {
      for (int year = 2015; year <= 2018; year++) {
        rows.append(
            "%d,R%d,%s,%d,%d\n"
                .formatted(i, i, i == 0 ? "2017" : "", year, 5 * i + (year * (i + 2)) % 7));
      }
    }
    Path panel = own.write("one.csv", rows.toString());
    assertThat(estimate(panel, "--adoption", "opened", "--method", "group-time-att")).isZero();
    // The number is there; its error cannot be seen, because nobody else adopted.
    assertThat(own.out())
        .contains(
            "CONSERVATIVE: without one of the clusters there is no such number (only one is treated).")
        .contains("Take --inference randomization.");
  }

  @Test
  void allDosesEqual() throws IOException {
    StringBuilder rows = new StringBuilder("town,region,dose,year,placed\n");
    for (int i = 0; i < 24; i++) {
      for (int year = 2015; year <= 2018; year++) {
        rows.append("%02d,R%d,2.5,%d,%d\n".formatted(i, i % 6, year, i + (year * (i + 3)) % 5));
      }
    }
    Path panel = own.write("equal.csv", rows.toString());
    List<String> regression =
        List.of(
            "--dose",
            "dose",
            "--method",
            "dose-regression",
            "--set",
            "base_period=2016",
            "--set",
            "periods=2017,2018");
    assertThat(estimate(panel, regression.toArray(String[]::new))).isEqualTo(4);
    assertThat(own.err()).startsWith("NOTHING_ESTIMABLE: ");
    assertThat(own.out()).contains("all clusters have the same dose");
    assertThat(
            estimate(
                panel,
                "--dose",
                "dose",
                "--method",
                "heterogeneous-adoption",
                "--set",
                "start=2017"))
        .isEqualTo(4);
    assertThat(own.err())
        .contains(
            "DOSES_ALL_EQUAL: all 24 units have the dose 2.5. Nobody got less than the others, so a common change and an effect look alike. Take a dose that differs between units, or another question.");
  }

  @Test
  void dosesOfUnitsHaveTheIntervalsOfTheirMethodAndNoOther() throws IOException {
    StringBuilder rows = new StringBuilder("town,region,dose,year,placed\n");
    for (int i = 0; i < 24; i++) {
      double d = (i + 1) / 10.0;
      double e = i % 4 == 0 || i % 4 == 3 ? 0.3 : -0.3;
      double[] y = {20.5 + e, 20, 21 - 2 * d + e, 22 - 3 * d + e};
      for (int t = 0; t < 4; t++) {
        rows.append(
            String.format(Locale.ROOT, "%03d,R%d,%.1f,%d,%.6f\n", i + 1, i % 4, d, 2015 + t, y[t]));
      }
    }
    Path panel = own.write("doses.csv", rows.toString());
    Path json = folder.resolve("was.json");
    String[] had = {
      "--dose",
      "dose",
      "--method",
      "heterogeneous-adoption",
      "--set",
      "start=2017",
      "--set",
      "kernel=uniform",
      "--set",
      "bandwidth=2.4",
      "--out",
      json.toString()
    };
    assertThat(estimate(panel, had)).isZero();
    JsonNode numbers = new ObjectMapper().readTree(json.toFile());
    double[] byHand = {-2, -3, 0};
    for (int k = 0; k < 3; k++) {
      JsonNode row = numbers.get(k);
      assertThat(row.path("estimate").asDouble()).isCloseTo(byHand[k], within(1e-4));
      assertThat(row.path("inference").asText()).isEqualTo("bias-corrected");
      assertThat(row.path("ci_low").asDouble()).isLessThan(row.path("ci_high").asDouble());
    }
    String[] other = List.of(had).toArray(new String[had.length + 2]);
    other[had.length] = "--inference";
    other[had.length + 1] = "cr1";
    assertThat(estimate(panel, other)).isEqualTo(2);
    assertThat(own.err())
        .contains("'heterogeneous-adoption' states intervals of its own and no other fits it");
  }
}

package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event study on a person's own panel is worth. */
class DiagnoseCommandTest {
  @TempDir Path folder;
  private OwnPanel own;

  @BeforeEach
  void session() {
    TestSession.open();
    own = new OwnPanel(folder);
  }

  private int diagnose(String... more) {
    List<String> arguments = new ArrayList<>(List.of("diagnose", "--panel"));
    arguments.add("../data-samples/sample/panel.csv");
    arguments.addAll(List.of("--unit", "municipality", "--period", "year", "--outcome"));
    arguments.addAll(List.of("new_placements_per_1000", "--adoption", "opened", "--cluster"));
    arguments.addAll(List.of("area", "--weight", "children_2016", "--method", "group-time-att"));
    arguments.addAll(List.of("--set", "base=universal", "--set", "min_e=-5", "--set", "max_e=3"));
    arguments.addAll(List.of(more));
    return own.lape(arguments);
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
        .as(own.err())
        .isZero();
    List<JsonNode> honest =
        OwnPanel.rows(own.out()).stream()
            .filter(row -> row.get("quantity").asText().equals("honest-interval"))
            .toList();
    // The planted mean effect over four years is between −0.27 and −0.61.
    assertThat(honest)
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.get("low").asDouble()).isLessThan(-0.4));
    assertThat(width(honest.get(1))).isGreaterThan(width(honest.get(0)));
    assertThat(width(honest.get(0))).isPositive();
    assertThat(diagnose("--set", "aggregate=dynamic", "--diagnostic", "pretrends")).isZero();
    assertThat(own.out())
        .contains("pretrends: Could the test for pre-trends have found one")
        .contains("size-of-the-test")
        .contains("chance that it rejects although there is no trend");
  }

  private static double width(JsonNode row) {
    return row.get("high").asDouble() - row.get("low").asDouble();
  }

  @Test
  void aDiagnosticWithoutAnEventStudyIsRefusedByName() {
    assertThat(diagnose("--set", "aggregate=simple", "--diagnostic", "honest-did")).isEqualTo(2);
    assertThat(own.err()).startsWith("EVENT_STUDY_NOT_NAMED: 'group-time-att' gives");
    assertThat(diagnose("--diagnostic", "honest-did", "--inference", "cr1")).isEqualTo(2);
    assertThat(own.err()).startsWith("INFERENCE_NOT_USED: a diagnostic takes the covariance");
    assertThat(diagnose("--diagnostic", "honest")).isEqualTo(2);
    assertThat(own.err()).startsWith("DIAGNOSTIC_UNKNOWN: 'honest'");
  }
}

package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.DocumentSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault that faults.json promises is in the committed sample, and no other one. */
class FaultsTest {

  private static final SampleFiles SAMPLE = SampleFiles.COMMITTED;
  private static final String NIL_YEAR = "2016";
  private static final CodeLists LISTS = CodeLists.standard();

  private static List<String[]> costs(String code, String year) throws IOException {
    return SAMPLE.costRows().stream()
        .filter(row -> row[0].equals(code) && row[2].equals(year))
        .toList();
  }

  @Test
  void everyPromisedKindIsChecked() throws IOException {
    List<String> kinds = new ArrayList<>();
    SAMPLE.json("faults.json").get("faults").forEach(each -> kinds.add(each.get("kind").asText()));
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "unknown-municipality",
            "missing-report",
            "overlapping-periods",
            "schema-violation",
            "negative-count",
            "title-drift",
            "duplicate-with-other-value",
            "symbol-not-available",
            "symbol-nil",
            "decimal-point");
  }

  @Test
  void everyReasonIsACodeOfTheListsAndEveryFileButTheMissingOneIsThere() throws IOException {
    for (JsonNode fault : SAMPLE.json("faults.json").get("faults")) {
      String reason = fault.get("reason_code").asText();
      boolean symbol = LISTS.symbols().stream().anyMatch(each -> each.code().equals(reason));
      assertThat(symbol || LISTS.labels("reason_codes", reason).isPresent()).as(reason).isTrue();
      boolean missing = fault.get("kind").asText().equals("missing-report");
      assertThat(SAMPLE.path("sources/" + fault.get("file").asText()))
          .satisfies(file -> assertThat(file.toFile().exists()).isEqualTo(!missing));
    }
  }

  @Test
  void exactlyOneReportOfTheCalendarIsMissing() throws IOException {
    Map<String, Integer> reports = new TreeMap<>();
    for (String name : SAMPLE.reports().keySet()) {
      reports.merge(name.split("/", -1)[1], 1, Integer::sum);
    }
    assertThat(reports).hasSize(19).containsEntry("SAT", 6);
    assertThat(reports.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(19 * 7 - 1);
    assertThat(SAMPLE.reports()).doesNotContainKey("projects/SAT/02-interim.json");
  }

  @Test
  void exactlyOneReportViolatesItsForm() throws IOException {
    List<String> violating = new ArrayList<>();
    SAMPLE
        .reports()
        .forEach(
            (name, report) -> {
              var schema = DocumentSchemas.projectReport(report.get("schema_version").asText());
              schema.check(report).forEach(fault -> violating.add(name + " " + fault.pointer()));
            });
    assertThat(violating).containsExactly("projects/POH/03-interim.json /components/0/status");
  }

  @Test
  void exactlyOneReportOverlapsTheOneBefore() throws IOException {
    List<String> overlapping = new ArrayList<>();
    Map<String, JsonNode> reports = SAMPLE.reports();
    reports.forEach(
        (name, report) ->
            reports.forEach(
                (other, earlier) -> {
                  boolean before =
                      report.at("/project/area").equals(earlier.at("/project/area"))
                          && earlier.at("/report/number").intValue() > 0
                          && earlier.at("/report/number").intValue()
                              < report.at("/report/number").intValue();
                  String from = report.at("/report/period/from").asText();
                  String to = earlier.at("/report/period/to").asText();
                  if (before && from.compareTo(to) <= 0) {
                    overlapping.add(name);
                  }
                }));
    assertThat(overlapping).containsExactly("projects/KYM/03-interim.json");
  }

  @Test
  void exactlyOneMunicipalityCodeIsUnknown() throws IOException {
    List<String> unknown = new ArrayList<>();
    SAMPLE
        .reports()
        .forEach(
            (name, report) -> {
              int year = Integer.parseInt(report.at("/report/period/to").asText().substring(0, 4));
              // The plan runs over two years; it is written with the codes of the first.
              int division = report.at("/report/number").intValue() == 0 ? 2017 : year;
              for (JsonNode row : report.get("components")) {
                String code = row.get("municipality").asText();
                if (LISTS.panelUnit(code, division).isEmpty()) {
                  unknown.add(name + " " + code);
                }
              }
            });
    assertThat(unknown).containsExactly("projects/LAP/03-interim.json 998");
  }

  @Test
  void exactlyOneCountIsNegative() throws IOException {
    List<SampleFiles.Row> negative =
        SAMPLE.rows(1245).stream().filter(row -> row.count().orElseThrow() < 0).toList();
    assertThat(negative).hasSize(1);
    assertThat(negative.get(0).code()).isEqualTo("290");
    assertThat(negative.get(0).year()).isEqualTo(2013);
  }

  @Test
  void exactlyOneTitleHasDrifted() throws IOException {
    List<Integer> drifted = new ArrayList<>();
    for (JsonNode each : SAMPLE.json("sources/sotkanet/indicators.json")) {
      int id = each.get("id").intValue();
      if (!LISTS.indicator(id).orElseThrow().labels().fi().equals(each.at("/title/fi").asText())) {
        drifted.add(id);
      }
    }
    assertThat(drifted).containsExactly(1245);
  }

  @Test
  void theCostFaultsAreInTheirRowsAndNowhereElse() throws IOException {
    assertThat(costs("620", "2014")).hasSize(2);
    assertThat(costs("620", "2014").get(0)[3]).isNotEqualTo(costs("620", "2014").get(1)[3]);
    assertThat(costs("889", "2012").get(0)[4]).isEqualTo("..");
    assertThat(costs("766", NIL_YEAR).get(0)[3]).isEqualTo("-");
    assertThat(costs("697", "2018").get(0)[3]).matches("\\d+\\.\\d");
    long odd =
        SAMPLE.costRows().stream()
            .filter(row -> !row[3].matches("\\d+,\\d") || !row[4].matches("\\d+,\\d"))
            .count();
    assertThat(odd).isEqualTo(3);
    long keys = SAMPLE.costRows().stream().map(row -> row[0] + "/" + row[2]).distinct().count();
    assertThat(SAMPLE.costRows()).hasSize((int) keys + 1);
  }

  @Test
  void theNilIsATrueZero() throws IOException {
    assertThat(SAMPLE.rows(3375))
        .filteredOn(
            row ->
                row.isMunicipal() && row.code().equals("766") && NIL_YEAR.equals("" + row.year()))
        .singleElement()
        .satisfies(row -> assertThat(row.value()).contains(0.0));
  }

  @Test
  void withoutFaultsEveryReportIsThereAndFollowsItsForm(@TempDir Path folder) throws IOException {
    SampleProgramme.write(folder, SampleSettings.standard().withFaults(false));
    SampleFiles clean = new SampleFiles(folder);
    assertThat(clean.json("faults.json").get("faults")).isEmpty();
    assertThat(clean.reports()).hasSize(19 * 7);
    clean
        .reports()
        .forEach(
            (name, report) ->
                assertThat(
                        DocumentSchemas.projectReport(report.get("schema_version").asText())
                            .check(report))
                    .as(name)
                    .isEmpty());
  }
}

package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.schemas.CodeLists;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProjectReportsTest {

  private static final CodeLists LISTS = CodeLists.standard();

  @Test
  void bothFormsAndBothLanguagesOccur() throws IOException {
    TreeSet<String> kinds = new TreeSet<>();
    for (JsonNode report : SampleFiles.COMMITTED.reports().values()) {
      kinds.add(report.get("schema_version").asText() + " " + report.get("language").asText());
    }
    assertThat(kinds).containsExactly("1.0 fi", "1.0 sv", "2.0 fi", "2.0 sv");
  }

  @Test
  void nineOfNineteenProjectsTakeAllFourPackages() throws IOException {
    Map<String, Integer> packages = new TreeMap<>();
    for (JsonNode report : SampleFiles.COMMITTED.reports().values()) {
      packages.put(report.at("/project/area").asText(), report.get("packages").size());
    }
    // Ministry of Social Affairs and Health, release 251/2016.
    assertThat(packages.values().stream().filter(count -> count == 4)).hasSize(9);
    assertThat(packages).containsOnlyKeys(LISTS.areas().stream().map(each -> each.code()).toList());
  }

  @Test
  void reportsAreCumulativeAndOnlyAdoptWhatIsAlreadyInUse() throws IOException {
    Map<String, String> since = new TreeMap<>();
    for (JsonNode report : SampleFiles.COMMITTED.reports().values()) {
      String to = report.at("/report/period/to").asText();
      for (JsonNode row : report.get("components")) {
        if (row.get("status").asText().equals("in-use")) {
          String key = row.get("component").asText() + "/" + row.get("municipality").asText();
          String date = row.get("since").asText();
          assertThat(date.compareTo(to)).isLessThanOrEqualTo(0);
          assertThat(since.getOrDefault(key, date)).isEqualTo(date);
          since.put(key, date);
          assertThat(row.get("coverage").doubleValue())
              .isBetween(ComponentRows.LEAST_COVERAGE_IN_USE, 1.0);
        } else {
          assertThat(row.has("since")).isFalse();
          assertThat(row.path("coverage").asDouble(0)).isLessThan(0.5);
        }
      }
    }
    assertThat(since).hasSizeGreaterThan(200);
  }

  @Test
  void theFollowUpOf2020TellsTheAdoptionOfTheTruth() throws IOException {
    Map<String, String> reported = new TreeMap<>();
    for (JsonNode report : SampleFiles.COMMITTED.reports().values()) {
      if (report.at("/report/number").intValue() != 6) {
        continue;
      }
      for (JsonNode row : report.get("components")) {
        if (row.get("status").asText().equals("in-use")) {
          String unit = LISTS.panelUnit(row.get("municipality").asText(), 2020).orElseThrow();
          assertThat(LISTS.areaOf(unit)).contains(report.at("/project/area").asText());
          reported.put(row.get("component").asText() + "/" + unit, row.get("since").asText());
        }
      }
    }
    Map<String, String> planted = new TreeMap<>();
    for (JsonNode row : SampleFiles.COMMITTED.json("truth.json").get("adoption")) {
      planted.put(
          row.get("component").asText() + "/" + row.get("municipality").asText(),
          row.get("in_use_from").asText());
    }
    assertThat(reported).isEqualTo(planted);
  }

  @Test
  void municipalitiesThatMergedAreReportedUnderTheirOwnCodesUntilThen() throws IOException {
    Map<String, JsonNode> reports = SampleFiles.COMMITTED.reports();
    assertThat(codes(reports.get("projects/PKA/05-follow-up.json"))).contains("541", "911");
    assertThat(codes(reports.get("projects/PKA/06-follow-up.json")))
        .contains("541")
        .doesNotContain("911");
  }

  private static Set<String> codes(JsonNode report) {
    TreeSet<String> codes = new TreeSet<>();
    report.get("components").forEach(row -> codes.add(row.get("municipality").asText()));
    return codes;
  }
}

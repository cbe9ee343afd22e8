package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentSchemasTest {
  private static final String REPORT =
      """
      {"schema_version":"1.0","synthetic":true,"language":"fi","project":{"area":"KSU","name":"KSLAPE"},
       "report":{"type":"interim","number":1,"period":{"from":"2017-01-01","to":"2017-06-30"},"submitted":"2017-08-15"},
       "packages":["family-centre-model"],
       "components":[{"component":"family-centre","municipality":"179","status":"in-use","since":"2017-03-01","coverage":0.8}],
       "staff_fte":12.5,"participants":430,"spending_eur":410000.50,"text":"vapaata tekstiä"}
      """;

  private static final DocumentSchema V1 = DocumentSchemas.projectReport("1.0");

  @Test
  void aReportOfItsOwnVersionHasNoFaults() {
    assertThat(V1.check(json(REPORT))).isEmpty();
    String second =
        REPORT
            .replace("\"1.0\"", "\"2.0\"")
            .replace("staff_fte", "personnel_person_years")
            .replace(
                "\"text\"",
                "\"cooperation\":{\"wellbeing_organisation\":\"Eksote\",\"partners\":[\"A\"]},\"text\"");
    assertThat(DocumentSchemas.projectReport("2.0").check(json(second))).isEmpty();
  }

  @Test
  void theVersionsDifferByARenamedFieldAndAnOptionalBlock() {
    assertThat(lines(DocumentSchemas.projectReport("2.0"), REPORT))
        .containsExactly(
            "/: the key 'staff_fte' is not known here; known are schema_version, synthetic,"
                + " language, project, report, packages, components, personnel_person_years,"
                + " participants, spending_eur, cooperation, text",
            "/schema_version: the value is another text but must be '2.0'");
  }

  @Test
  void everyFaultIsFoundAtOnceAndNoContentIsRepeated() {
    String bad =
        REPORT
            .replace("\"KSU\"", "\"010190-123A\"")
            .replace("2017-08-15", "15.8.2017")
            .replace("\"179\"", "\"79\"")
            .replace("0.8", "80")
            .replace("430", "-1")
            .replace("\"language\":\"fi\",", "")
            .replace("[\"family-centre-model\"]", "[]")
            .replace("12.5", "\"twelve\"");
    List<String> faults = lines(V1, bad);
    assertThat(faults)
        .containsExactly(
            "/: the key 'language' is missing",
            "/components/0/coverage: the value is a whole number but must be 1 or less",
            "/components/0/municipality: the value is another text but must match '^[0-9]{3}$'",
            "/packages: the list has fewer than 1 entries",
            "/participants: the value is a whole number but must be 0 or more",
            "/project/area: the value is another text but must be one of 'UUS', 'PKS', 'VAR',"
                + " 'SAT', 'KHA', 'PIR', 'PHA', 'KYM', 'EKA', 'ESA', 'PSA', 'PKA', 'KSU', 'EPO',"
                + " 'POH', 'KPO', 'PPO', 'KAI', 'LAP'",
            "/report/submitted: the value is another text but must be a date such as 2017-01-31",
            "/staff_fte: the value is another text but must be a number or empty");
    assertThat(String.join("", faults)).doesNotContain("010190").doesNotContain("twelve");
  }

  @Test
  void aKeyThatDoesNotLookLikeOneIsNotRepeated() {
    assertThat(lines(V1, REPORT.replace("\"text\"", "\"010190-123A\"")))
        .singleElement()
        .asString()
        .startsWith("/: a key is not known here; known are ");
  }

  @Test
  void anUnknownVersionIsNamed() {
    assertThatThrownBy(() -> DocumentSchemas.projectReport("3.0"))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "DOCUMENT_VERSION_UNKNOWN: there is no project report form of version '3.0'. Known are"
                + " 1.0 and 2.0. Correct 'schema_version' in the report, or add the JSON Schema of"
                + " the new form to schemas/documents.");
  }

  @Test
  void theListsInTheFormsAreTheCodeLists() {
    CodeLists lists = CodeLists.standard();
    for (String version : List.of("1.0", "2.0")) {
      JsonNode properties = schema("project-report-" + version).path("properties");
      JsonNode component = properties.at("/components/items/properties");
      assertThat(words(properties.at("/project/properties/area")))
          .isEqualTo(codes("project_areas"));
      assertThat(words(properties.at("/report/properties/type"))).isEqualTo(codes("report_types"));
      assertThat(words(properties.at("/packages/items"))).isEqualTo(codes("packages"));
      assertThat(words(properties.path("language"))).isEqualTo(codes("languages"));
      assertThat(words(component.path("component"))).isEqualTo(codes("components"));
      assertThat(words(component.path("status"))).isEqualTo(codes("component_status"));
    }
    JsonNode plan = schema("study-plan").path("properties");
    JsonNode outcome = plan.at("/outcomes/items/properties");
    JsonNode treatment = plan.at("/treatments/items/properties");
    assertThat(words(outcome.path("family"))).isEqualTo(codes("indicator_families"));
    assertThat(words(outcome.at("/from/properties/cost"))).isEqualTo(codes("cost_services"));
    assertThat(words(treatment.path("component"))).isEqualTo(codes("components"));
    assertThat(words(treatment.at("/adopted_when/properties/status")))
        .isEqualTo(codes("component_status"));
    assertThat(lists.has("units")).isTrue();
  }

  @Test
  void theStudyPlansOfTheRepositoryHaveNoFaults() throws IOException {
    List<Path> plans;
    try (var files = Files.list(Path.of("..", "evaluation-models", "plans"))) {
      plans = files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(plans).isNotEmpty();
    for (Path plan : plans) {
      assertThat(DocumentSchemas.studyPlan().check(yaml(Files.readString(plan))))
          .as(plan.getFileName().toString())
          .isEmpty();
    }
  }

  @Test
  void everyFaultOfAPlanIsFoundAtOnceWithTheValueFound() throws IOException {
    String plan =
        Files.readString(Path.of("..", "evaluation-models", "plans", "lape.yaml"))
            .replace("division: 2018", "division: 2022")
            .replace("coverage_at_least: 0.5", "coverage_atleast: 0.5")
            .replace(
                "exposure: children-0-17, family: corrective, better: lower}\n  - {id: placed",
                "family: corrective, better: lower}\n  - {id: placed")
            .replace("min_count: 5", "min_count: five")
            .replace("seed: 20190308", "sede: 20190308");
    assertThat(
            DocumentSchemas.studyPlan().check(yaml(plan)).stream()
                .map(DocumentFault::line)
                .toList())
        .contains(
            "/: the key 'seed' is missing",
            "/division: the value is 2022 but must be one of 2018",
            "/outcomes/0: the key 'exposure' is missing",
            "/release/min_count: the value is 'five' but must be a whole number",
            "/treatments/0/adopted_when: the key 'coverage_atleast' is not known here; known are"
                + " status, coverage_at_least")
        .hasSize(6);
  }

  private static List<String> lines(DocumentSchema schema, String text) {
    return schema.check(json(text)).stream().map(DocumentFault::line).toList();
  }

  private static List<String> words(JsonNode node) {
    List<String> words = new java.util.ArrayList<>();
    node.path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static List<String> codes(String list) {
    return CodeLists.standard().codes(list).stream().map(Code::code).toList();
  }

  private static JsonNode schema(String name) {
    return json(Resources.text("documents/" + name + ".schema.json"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode yaml(String text) {
    try {
      return YAMLMapper.builder().build().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.release.files.Checksums;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.jobs.testing.ReleaseFiles;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of a release: complete, the same every time, explained. */
class ReleaseStageTest {
  static List<String> tables() {
    return Release.TABLES;
  }

  @Test
  void twoReleasesOfTheSameLakeHaveTheSameTablesAndReports() throws IOException {
    assertThat(MadeUpRelease.second().getFileName()).hasToString("release-0002");
    Map<String, String> hashes = ReleaseFiles.tableHashes(MadeUpRelease.first().getParent());
    assertThat(hashes).hasSize(2 * Release.TABLES.size());
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      assertThat(Checksums.sha256(MadeUpRelease.first().resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    for (String language : MadeUpRelease.plan().release().languages()) {
      String name = "report." + language + ".html";
      assertThat(MadeUpRelease.second().resolve(name))
          .hasSameBinaryContentAs(MadeUpRelease.first().resolve(name));
    }
  }

  @Test
  void theChecksumsAreThoseOfEveryFile() throws IOException {
    List<String> lines = Files.readAllLines(MadeUpRelease.first().resolve("SHA256SUMS"));
    assertThat(lines).hasSize(2 * Release.TABLES.size() + 3 + 4);
    for (String line : lines) {
      assertThat(Checksums.sha256(MadeUpRelease.first().resolve(line.substring(66))))
          .isEqualTo(line.substring(0, 64));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void anIndependentReaderFindsTheContractsColumnsAndTypes(String table) throws SQLException {
    Contract contract = Contracts.release(table);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet columns =
            statement.executeQuery(
                "DESCRIBE SELECT * FROM '%s'".formatted(MadeUpRelease.parquet(table)))) {
      for (Column column : contract.columns()) {
        assertThat(columns.next()).isTrue();
        assertThat(columns.getString("column_name")).isEqualTo(column.name());
        assertThat(columns.getString("column_type"))
            .isEqualTo(
                switch (column.type()) {
                  case STRING -> "VARCHAR";
                  case INT -> "INTEGER";
                  case LONG -> "BIGINT";
                  case DOUBLE -> "DOUBLE";
                  case DATE -> "DATE";
                  case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
                  case BOOLEAN -> "BOOLEAN";
                  case STRING_ARRAY -> "VARCHAR[]";
                });
      }
      assertThat(columns.next()).isFalse();
    }
  }

  @Test
  void theCsvHasTheSameNumbersInFinnishDress() throws IOException {
    Contract contract = Contracts.release("area_profile");
    String text =
        Files.readString(
            MadeUpRelease.first().resolve("csv/area_profile.csv"), StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFarea_code;name_fi;");
    List<String> lines = text.substring(1).lines().toList();
    List<TableRow> rows = MadeUpRelease.read("area_profile").rows();
    assertThat(lines).hasSize(rows.size() + 1);
    int grant = contract.columnNames().indexOf("grant_eur_per_child");
    for (int i = 0; i < rows.size(); i++) {
      String[] fields = lines.get(i + 1).split(";", -1);
      assertThat(fields).hasSameSizeAs(contract.columns());
      assertThat(fields[grant]).matches("\\d+,\\d+");
      assertThat(Double.parseDouble(fields[grant].replace(',', '.')))
          .isEqualTo(rows.get(i).number("grant_eur_per_child"));
    }
  }

  @Test
  void theDataPackageExplainsEveryColumnInThreeLanguages() throws IOException {
    JsonNode described =
        new ObjectMapper().readTree(MadeUpRelease.first().resolve("datapackage.json").toFile());
    assertThat(described.path("resources")).hasSize(2 * Release.TABLES.size());
    for (JsonNode resource : described.path("resources")) {
      assertThat(MadeUpRelease.first().resolve(resource.path("path").asText())).exists();
      for (JsonNode field : resource.path("schema").path("fields")) {
        for (String language : List.of("fi", "sv", "en")) {
          assertThat(field.path("titles").path(language).asText()).isNotBlank();
        }
        if (field.has("codeList") && !field.path("codeList").asText().isEmpty()) {
          assertThat(described.path("codeLists").has(field.path("codeList").asText())).isTrue();
        }
        if (!field.path("constraints").path("required").asBoolean()) {
          assertThat(field.path("nullMeaning").asText())
              .as(field.path("name").asText())
              .isNotBlank();
        }
      }
    }
  }

  @Test
  void theDataPackageNamesTheIdentifiersOfThePlan() throws IOException {
    JsonNode described =
        new ObjectMapper().readTree(MadeUpRelease.first().resolve("datapackage.json").toFile());
    JsonNode lists = described.path("codeLists");
    assertThat(lists.path("plan.outcome").path("placed-share").path("fi").asText())
        .startsWith("Kodin ulkopuolelle sijoitetut 0-17");
    assertThat(lists.path("plan.treatment").path("family-centre").path("sv").asText())
        .isEqualTo("Familjecenter");
    assertThat(lists.path("plan.analysis").path("E2-new-placements").path("en").asText())
        .isEqualTo("Did municipalities that opened a family centre place fewer children anew?");
    for (JsonNode resource : described.path("resources")) {
      for (JsonNode field : resource.path("schema").path("fields")) {
        if (field.path("name").asText().equals("outcome")) {
          assertThat(field.path("codeList").asText()).isEqualTo("plan.outcome");
        }
      }
    }
  }

  @Test
  void onlyTheNewestRunsCountsAreReleased() throws SQLException {
    assertThat(MadeUpRelease.count("data_flow", "table_name = 'sotkanet_value' AND rows = 80000"))
        .isOne();
    assertThat(MadeUpRelease.count("data_flow", "rows = 5")).isZero();
  }
}

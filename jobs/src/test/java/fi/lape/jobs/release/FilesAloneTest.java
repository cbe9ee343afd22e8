package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.release.table.Release;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statistician with DuckDB finds in a release without this program or its contracts. */
class FilesAloneTest {
  private static final Set<String> NUMBERS = Set.of("INTEGER", "BIGINT", "DOUBLE");

  static List<String> tables() {
    return Release.TABLES;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyColumnsLabelUnitAndCodesAreInTheFiles(String table) throws SQLException, IOException {
    Map<String, String> told = new HashMap<>();
    for (List<String> pair :
        query("SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')", table)) {
      told.put(pair.get(0), pair.get(1));
    }
    JsonNode lists = described().path("codeLists");
    List<List<String>> columns = query("DESCRIBE SELECT * FROM '%s'", table);
    assertThat(columns).isNotEmpty();
    for (List<String> column : columns) {
      String name = column.get(0);
      String key = "lape.column." + name;
      assertThat(told).containsKeys(key + ".fi", key + ".sv", key + ".en");
      if (NUMBERS.contains(column.get(1))) {
        assertThat(told).as(name).containsKey(key + ".unit");
        assertThat(lists.path("units").has(told.get(key + ".unit"))).as(name).isTrue();
      }
      String list = told.get(key + ".code_list");
      if (list != null && column.get(1).equals("VARCHAR")) {
        for (List<String> value :
            query("SELECT DISTINCT " + name + " FROM '%s' WHERE " + name + " IS NOT NULL", table)) {
          assertThat(lists.path(list).has(value.get(0)))
              .as("%s.%s: %s is in %s", table, name, value.get(0), list)
              .isTrue();
        }
      }
    }
    assertThat(told).containsKeys("lape.plan_sha256", "lape.code_version", "lape.title.fi");
  }

  @Test
  void aNumberThatIsNotThereHasAStatusThatSaysWhy() throws SQLException {
    for (String table : List.of("municipality_year", "project_year")) {
      assertThat(
              MadeUpRelease.count(
                  table, "value IS NULL AND conf_status = 'F' AND obs_status = 'PUBLISHED'"))
          .isZero();
      assertThat(MadeUpRelease.count(table, "value IS NOT NULL AND conf_status <> 'F'")).isZero();
    }
    assertThat(MadeUpRelease.count("cohort_series", "mean IS NULL AND conf_status = 'F'")).isZero();
    for (String table : List.of("effect_estimate", "specification")) {
      assertThat(
              MadeUpRelease.count(table, "(estimate IS NULL) = (estimate_status IN ('ESTIMATED'))"))
          .isZero();
    }
  }

  private static JsonNode described() throws IOException {
    return new ObjectMapper().readTree(MadeUpRelease.first().resolve("datapackage.json").toFile());
  }

  private static List<List<String>> query(String sql, String table) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery(sql.formatted(MadeUpRelease.parquet(table)))) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}

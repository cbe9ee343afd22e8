package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole pipeline on published outcomes (THL, Sotkanet, CC BY 4.0) with synthetic reports. */
@EnabledIfEnvironmentVariable(
    named = "LAPE_REAL_DATA",
    matches = ".+",
    disabledReason = "LAPE_REAL_DATA names no folder with the published figures")
class RealOutcomesIT {
  @TempDir static Path folder;
  private static String said;
  private static Path release;

  @BeforeAll
  static void runEverything() throws IOException {
    Path out = folder.resolve("release");
    Launched run =
        Launched.lape(
            "run",
            "--sources",
            Path.of("../data-samples/sample/sources").toString(),
            "--sources",
            System.getenv("LAPE_REAL_DATA"),
            "--lake",
            folder.resolve("lake").toString(),
            "--out",
            out.toString());
    assertThat(run.exitCode()).as(run.output()).isZero();
    said = run.output();
    release = ReleaseFiles.newest(out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fi|SYNTEETTISET HANKERAPORTIT, TODELLISET TULOSTIEDOT. Tämä ei ole arviointitulos.",
        "sv|SYNTETISKA PROJEKTRAPPORTER, VERKLIGA UTFALL. Detta är inget utvärderingsresultat.",
        "en|SYNTHETIC PROJECT REPORTS WITH REAL OUTCOMES. This is not an evaluation result."
      })
  void theFirstPageBeginsWithThatItIsNoEvaluationResult(String language, String stamp)
      throws IOException {
    String page = Files.readString(release.resolve("report." + language + ".html"));
    String body = page.substring(page.indexOf("<body>"));
    assertThat(body.indexOf(stamp)).isPositive().isLessThan(body.indexOf("<h1"));
  }

  @Test
  void theTerminalSaysSoToo() {
    assertThat(said).contains("SYNTHETIC AND REAL DATA TOGETHER: this is not an evaluation result");
  }

  @Test
  void whatThereIsIsEstimatedAndWhatThereIsNotIsNamed() throws SQLException {
    assertThat(headlines("estimate_status = 'ESTIMATED' AND outcome = 'placed-share'"))
        .isEqualTo(3);
    assertThat(headlines("not_estimable_reason = 'OUTCOME_NOT_IN_LAKE' AND estimate IS NULL"))
        .isEqualTo(6);
  }

  /** Sotkanet indicator 191, as published: 62 of 309 municipalities are hidden, 14 in Åland. */
  @Test
  void publishedCountsReachTheReleaseUnchanged() throws SQLException {
    String hidden =
        "outcome = 'placed-share' AND year = 2018 AND obs_status = 'SUPPRESSED' AND value IS NULL";
    assertThat(count("municipality_year", hidden)).isEqualTo(62 - 14);
    assertThat(
            count(
                "municipality_year",
                "outcome = 'placed-share' AND year = 2017 AND municipality_code = '091'"
                    + " AND count_low = 2140 AND count_high = 2140"))
        .isEqualTo(1);
  }

  private static long headlines(String where) throws SQLException {
    return count(
        "effect_estimate",
        "estimand IN ('att-simple', 'dose-slope-overall') AND method <> 'twfe' AND " + where);
  }

  private static long count(String table, String where) throws SQLException {
    String file = release.resolve("parquet").resolve(table + ".parquet").toString();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM '%s' WHERE %s".formatted(file, where))) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}

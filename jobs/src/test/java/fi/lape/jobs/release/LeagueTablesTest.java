package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No list of areas leaves the program without what keeps it from being a league table. */
class LeagueTablesTest {
  private static Release release() throws IOException {
    List<ReleaseTable> tables = new ArrayList<>();
    for (String name : Release.TABLES) {
      tables.add(MadeUpRelease.read(name));
    }
    return Release.of(tables);
  }

  private static List<TableRow> shown(Release release) {
    return release.table("effect_estimate").rows(r -> !r.isEmpty("area") && !r.isEmpty("estimate"));
  }

  @Test
  void everyReleasedNumberOfAnAreaHasSpreadPredictionAndRanksBesideIt() throws SQLException {
    String areas = "area IS NOT NULL AND estimate IS NOT NULL";
    assertThat(MadeUpRelease.count("effect_estimate", areas)).isPositive();
    String match =
        "NOT EXISTS (SELECT 1 FROM '%s' a WHERE a.analysis = e.analysis AND a.outcome = e.outcome"
            + " AND a.method = e.method AND a.estimand = e.estimand AND a.area_code = e.area"
            + " AND a.tau2 IS NOT NULL AND a.prediction_low < a.prediction_high"
            + " AND a.shrunken_low < a.shrunken_high AND a.rank_low IS NOT NULL"
            + " AND a.probability_best_three IS NOT NULL"
            + " AND abs(1 - (SELECT sum(r.probability) FROM '%s' r WHERE r.analysis = a.analysis"
            + " AND r.outcome = a.outcome AND r.method = a.method AND r.estimand = a.estimand"
            + " AND r.area_code = a.area_code)) < 1e-9)";
    assertThat(
            MadeUpRelease.count(
                "effect_estimate",
                areas
                    + " AND "
                    + match
                        .replace("e.", "effect_estimate.")
                        .formatted(
                            MadeUpRelease.parquet("area_effect"),
                            MadeUpRelease.parquet("area_rank"))))
        .isZero();
  }

  @Test
  void withoutAnyOfItTheNumberIsWithheld() throws IOException {
    Release release = release();
    int all = shown(release).size();
    assertThat(shown(LeagueTables.guarded(release))).hasSize(all);
    TableRow first = release.table("area_effect").rows().get(0);
    for (String column : List.of("tau2", "prediction_low", "probability_best_three", "rank_high")) {
      Release poorer =
          release.with(
              release.table("area_effect").map(row -> row == first ? row.without(column) : row));
      Release guarded = LeagueTables.guarded(poorer);
      assertThat(shown(guarded)).as(column).hasSize(all - 1);
      assertThat(
              guarded
                  .table("effect_estimate")
                  .rows(r -> r.textIfAny("not_estimable_reason").equals(Optional.of("NOT_POOLED"))))
          .hasSize(1)
          .allMatch(r -> r.text("area").equals(first.text("area_code")))
          .allMatch(r -> r.isEmpty("ci_low") && r.text("estimate_status").equals("WITHHELD"));
    }
    Release unranked = release.with(release.table("area_rank").without(r -> true));
    assertThat(shown(LeagueTables.guarded(unranked))).isEmpty();
  }

  @Test
  void nothingIsReleasedOfFewerThanThreeMunicipalities() throws SQLException {
    assertThat(MadeUpRelease.count("area_effect", "municipalities >= 3")).isPositive();
    assertThat(MadeUpRelease.count("area_effect", "municipalities < 3")).isZero();
    assertThat(
            MadeUpRelease.count(
                "effect_estimate", "area IS NOT NULL AND estimate IS NOT NULL AND units < 3"))
        .isZero();
  }

  @Test
  void theReportCallsPackagesAssociationsInEveryLanguage() throws IOException {
    Map<String, String> word = Map.of("en", "association", "fi", "yhtey", "sv", "samband");
    Map<String, String> effect = Map.of("en", "Effect: ", "fi", "Vaikutus: ", "sv", "Effekt: ");
    for (Map.Entry<String, String> language : word.entrySet()) {
      String page =
          Files.readString(MadeUpRelease.first().resolve("report." + language.getKey() + ".html"));
      String section =
          page.substring(
              page.indexOf("<section id=\"packages\""), page.indexOf("<section id=\"placebo\""));
      String[] rows = section.split("<tr>", -1);
      assertThat(rows).hasSizeGreaterThan(10);
      for (int i = 2; i < rows.length; i++) {
        assertThat(rows[i].toLowerCase(Locale.ROOT)).contains(language.getValue());
      }
      assertThat(section).doesNotContain(effect.get(language.getKey()));
      String areas =
          page.substring(
              page.indexOf("<section id=\"areas\""), page.indexOf("<section id=\"packages\""));
      assertThat(areas).contains("<svg").contains("KSU");
    }
  }
}

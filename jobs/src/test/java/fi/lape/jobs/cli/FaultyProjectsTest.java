package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.cost.CostStage;
import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.ingest.IngestStage;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.panel.PanelStage;
import fi.lape.jobs.release.ReleaseStage;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.jobs.robust.RobustnessStage;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that are not as agreed go all the way into the report, and stop nothing. */
class FaultyProjectsTest {
  @TempDir static Path folder;
  private static Lake lake;
  private static Path release;

  @BeforeAll
  static void runEverythingOnSpoiltProjects() throws IOException {
    Path sources = Samples.copy(Samples.sources(), folder.resolve("sources"));
    delete(sources.resolve("projects/KAI"));
    edit(sources.resolve("accounts/project_accounts.csv"), FaultyProjectsTest::spoilAccounts);
    Files.copy(
        sources.resolve("projects/KSU/01-interim.json"),
        sources.resolve("projects/KSU/01-again.json"));
    Files.delete(sources.resolve("projects/VAR/02-interim.json"));
    edit(
        sources.resolve("projects/KHA/03-interim.json"),
        text -> text.replaceFirst("\"2018-01-01\"", "\"2017-11-15\""));
    ReleaseStage stage = new ReleaseStage(folder.resolve("out"));
    lake =
        StageRuns.run(
            folder.resolve("lake"),
            "faulty",
            new IngestStage(List.of(sources.toString())),
            new PanelStage(),
            new EvaluateStage(),
            new CostStage(),
            new RobustnessStage(),
            stage);
    release = stage.published().orElseThrow();
  }

  @Test
  void aProjectThatIsMissingIsNamedForReportsAndForAccounts() throws IOException {
    assertThat(findings("PROJECT_MISSING"))
        .containsExactlyInAnyOrder(
            "project_report KAI: no usable report", "project_account KAI: no accounts");
    assertThat(english()).contains("A project has no reports or accounts");
  }

  @Test
  void aReportThatCameTwiceIsNamed() {
    assertThat(findings("PROJECT_DUPLICATED"))
        .containsExactly("project_report KSU: a report came twice");
  }

  @Test
  void aPeriodWithoutAReportIsNamed() {
    assertThat(findings("REPORT_PERIOD_MISSING"))
        .contains("project_report VAR: report 2, 2017-07-01 to 2017-12-31");
  }

  @Test
  void periodsThatOverlapAreNamed() {
    assertThat(findings("REPORT_PERIODS_OVERLAP"))
        .contains("project_report KHA: reports 2 and 3: 2017-11-15 is before 2017-12-31 ends");
  }

  /** 19 000 000 € less the grants of Kainuu and 100 000 € of Uusimaa. */
  @Test
  void grantsThatDoNotAddUpAreNamedInTheLakeAndInTheReport() throws IOException {
    List<String> found = findings("GRANT_TOTAL_MISMATCH");
    assertThat(found).hasSize(1);
    assertThat(found.get(0))
        .matches(
            "project_account null: the grants sum to 18\\d{6}\\.\\d\\d euros, the decision was 19000000\\.00");
    assertThat(english()).contains("sum to 18");
    assertThat(Files.readString(release.resolve("csv/data_flow.csv")))
        .contains("GRANT_TOTAL_MISMATCH");
  }

  @Test
  void anAreaWithoutAProjectHasNoGrantPerChildAndTheOthersKeepTheirs() {
    List<Row> doses =
        lake.read(LakeTable.AREA_DOSE)
            .filter("treatment = 'grant-per-child'")
            .select("area_code")
            .collectAsList();
    assertThat(doses).hasSize(18).noneMatch(r -> r.getString(0).equals("KAI"));
  }

  @Test
  void aQuestionAboutTheGrantSaysWhyItCannotBeAnswered() throws IOException {
    assertThat(
            lake.read(LakeTable.EFFECT_ESTIMATE)
                .filter("analysis = 'E1-grant-dose'")
                .select("estimate_status", "not_estimable_reason")
                .distinct()
                .collectAsList())
        .hasSize(1)
        .allMatch(r -> r.getString(0).equals("NOT_ESTIMABLE"))
        .allMatch(r -> r.getString(1).equals("DOSE_MISSING"));
    assertThat(english()).contains("The dose of an area is not known");
  }

  @Test
  void theReportTellsFindingsInItsOwnLanguage() throws IOException {
    assertThat(Files.readString(release.resolve("report.fi.html")))
        .contains("raportti 2, 2017-07-01 – 2017-12-31")
        .contains("ei käyttökelpoista raporttia")
        .contains("avustusten summa on 18")
        .doesNotContain("no usable report", "region-years", "the grants sum");
    assertThat(Files.readString(release.resolve("report.sv.html")))
        .contains("rapporterna 2 och 3: 2017-11-15 är innan 2017-12-31 tar slut")
        .doesNotContain("is before", "a report came twice");
  }

  @Test
  void theGrantPerChildIsOneNumberInAnalysesTablesAndReport() throws IOException {
    List<String> doses =
        lake
            .read(LakeTable.AREA_DOSE)
            .filter("treatment = 'grant-per-child'")
            .select("area_code", "dose")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0) + " " + r.getDouble(1))
            .toList();
    List<String> profiles =
        released("area_profile").rows(r -> !r.isEmpty("grant_eur_per_child")).stream()
            .map(r -> r.text("area_code") + " " + r.number("grant_eur_per_child"))
            .toList();
    assertThat(profiles).containsExactlyInAnyOrderElementsOf(doses);
    assertThat(english()).contains("Grant, € per child (children of 2016)");
  }

  @Test
  void moneyOfAnAreaWithoutAccountsIsEmptyAndNotZero() throws IOException {
    for (TableRow row : released("area_cost").rows(r -> r.text("area_code").equals("KAI"))) {
      assertThat(row.isEmpty("grant_eur")).isTrue();
      assertThat(row.isEmpty("programme_eur_per_child")).isTrue();
    }
    assertThat(
            released("area_cost")
                .rows(r -> r.text("area_code").equals("KSU") && r.whole("year") == 2012)
                .get(0)
                .number("grant_eur"))
        .isZero();
  }

  /**
   * The sample gives no cost of other services for 889; municipality 697 (Kainuu) lost one of 2018.
   */
  @Test
  void municipalitiesThatTheCostPerChildLeavesOutAreCounted() throws IOException {
    TableRow kainuu =
        released("area_cost")
            .rows(r -> r.text("area_code").equals("KAI") && r.whole("year") == 2018)
            .get(0);
    assertThat(kainuu.whole("care_cost_missing_municipalities")).isEqualTo(1);
    assertThat(kainuu.isEmpty("care_cost_eur_real")).isTrue();
    assertThat(kainuu.isEmpty("care_cost_per_child_eur_real")).isFalse();
  }

  private static ReleaseTable released(String table) throws IOException {
    return ParquetTable.read(
        release.resolve("parquet").resolve(table + ".parquet"), Contracts.release(table));
  }

  private static List<String> findings(String reason) {
    return lake
        .read(LakeTable.DATA_FLOW)
        .filter("step = 'finding' and reason_code = '" + reason + "'")
        .select("table_name", "area_code", "detail")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0) + " " + r.getString(1) + ": " + r.getString(2))
        .toList();
  }

  private static String english() throws IOException {
    return Files.readString(release.resolve("report.en.html"));
  }

  private static String spoilAccounts(String text) {
    return text.lines()
            .filter(line -> !line.startsWith("KAI;"))
            .map(line -> line.replace(";572309,28;", ";472309,28;"))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static void edit(Path file, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(file);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}

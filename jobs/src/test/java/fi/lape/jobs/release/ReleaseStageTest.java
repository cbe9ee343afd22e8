package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.disclosure.ReleasedFilesAttack;
import fi.lape.jobs.release.files.Checksums;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.jobs.stage.StageContext;
import fi.lape.jobs.testing.ReleaseFiles;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ReleaseStageTest {
  private static final int MIN_COUNT = 5;

  @TempDir static Path folder;
  private static StudyPlan plan;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void releaseTheMadeUpLakeTwice() {
    StageContext context = MadeUpLake.write(folder);
    plan = context.plan();
    ReleaseStage stage = new ReleaseStage(folder.resolve("out"));
    stage.run(context);
    first = stage.published().orElseThrow();
    stage.run(context);
    second = stage.published().orElseThrow();
  }

  static List<String> tables() {
    return Release.TABLES;
  }

  @Test
  void twoReleasesOfTheSameLakeHaveTheSameTablesAndReports() throws IOException {
    assertThat(second.getFileName()).hasToString("release-0002");
    Map<String, String> hashes = ReleaseFiles.tableHashes(folder.resolve("out"));
    assertThat(hashes).hasSize(2 * Release.TABLES.size());
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      assertThat(Checksums.sha256(first.resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    for (String language : plan.release().languages()) {
      String name = "report." + language + ".html";
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
  }

  /** With municipal shares, area totals of both counts leave few whole-number solutions. */
  @Test
  void sharesOfACountAreReleasedForAreasOnly() throws SQLException {
    String share = " WHERE outcome = 'institution-share'";
    assertThat(rows("municipality_year", share)).isZero();
    assertThat(rows("project_year", share)).isPositive();
  }

  /** With all digits, rate × children is a whole number of tenths and can be searched for. */
  @Test
  void areaMeansOfRatesAreNoFinerThanTheRates() throws SQLException {
    String rates = " WHERE outcome = 'family-counselling' AND value IS NOT NULL";
    assertThat(rows("project_year", rates)).isPositive();
    assertThat(rows("project_year", rates + " AND abs(10 * value - round(10 * value)) > 1e-9"))
        .isZero();
  }

  private static long rows(String table, String where) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT count(*) FROM '%s'%s".formatted(parquet(first, table), where))) {
      assertThat(count.next()).isTrue();
      return count.getLong(1);
    }
  }

  @Test
  void theChecksumsAreThoseOfEveryFile() throws IOException {
    List<String> lines = Files.readAllLines(first.resolve("SHA256SUMS"));
    assertThat(lines).hasSize(2 * Release.TABLES.size() + 3 + 3);
    for (String line : lines) {
      assertThat(Checksums.sha256(first.resolve(line.substring(66))))
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
                "DESCRIBE SELECT * FROM '%s'".formatted(parquet(first, table)))) {
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
  void anIndependentReaderFindsNoValueWhereOneIsHidden() throws SQLException {
    assertThat(count("municipality_year", "conf_status = 'C' AND obs_status = 'PUBLISHED'"))
        .isPositive();
    assertThat(count("municipality_year", "conf_status = 'D'")).isPositive();
    assertThat(count("municipality_year", "conf_status <> 'F' AND value IS NOT NULL")).isZero();
    assertThat(count("municipality_year", "conf_status = 'D' AND count_low IS NOT NULL")).isZero();
    assertThat(
            count(
                "municipality_year",
                "conf_status = 'F' AND value IS NOT NULL AND count_high < " + MIN_COUNT))
        .isZero();
    assertThat(count("project_year", "conf_status <> 'F' AND count_low IS NOT NULL")).isZero();
  }

  @Test
  void noSmallRateIsShownWithItsChildren() throws IOException {
    ReleaseTable table = read("municipality_year");
    for (TableRow row :
        table.rows(r -> r.text("outcome").equals("child-psychiatry") && !r.isEmpty("value"))) {
      assertThat(row.number("value") * row.number("children_0_17") / 1000)
          .isGreaterThan(MIN_COUNT - 1e-6);
    }
  }

  @Test
  void columnStatisticsHoldNoHiddenCount() throws IOException {
    ReleaseTable table = read("municipality_year");
    double least =
        table.rows(r -> !r.isEmpty("value")).stream()
            .mapToDouble(r -> r.number("value"))
            .min()
            .orElseThrow();
    try (ParquetFileReader file =
        ParquetFileReader.open(
            new LocalInputFile(parquet(first, "municipality_year")),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      double found = Double.POSITIVE_INFINITY;
      for (BlockMetaData block : file.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : block.getColumns()) {
          if (column.getPath().toDotString().equals("value")) {
            found =
                Math.min(found, ((Number) column.getStatistics().genericGetMin()).doubleValue());
          }
        }
      }
      assertThat(found).isEqualTo(least);
      assertThat(file.getFooter().getFileMetaData().getKeyValueMetaData())
          .containsEntry("lape.column.value.fi", "Arvo")
          .containsEntry("lape.plan_sha256", plan.sha256())
          .containsEntry("lape.data_origin", "SYNTHETIC");
    }
  }

  @Test
  void theCsvHasTheSameNumbersInFinnishDress() throws IOException {
    Contract contract = Contracts.release("area_profile");
    String text = Files.readString(first.resolve("csv/area_profile.csv"), StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFarea_code;name_fi;");
    List<String> lines = text.substring(1).lines().toList();
    List<TableRow> rows = read("area_profile").rows();
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
    JsonNode described = new ObjectMapper().readTree(first.resolve("datapackage.json").toFile());
    assertThat(described.path("resources")).hasSize(2 * Release.TABLES.size());
    for (JsonNode resource : described.path("resources")) {
      assertThat(first.resolve(resource.path("path").asText())).exists();
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
  void aHiddenCellPutBackByHandIsNoticed() throws IOException {
    ReleaseTable municipalities = read("municipality_year");
    ReleaseTable areas = read("project_year");
    ReleasedFilesAttack attack =
        new ReleasedFilesAttack(MIN_COUNT, plan.outcomes().stream().map(OutcomeRule::of).toList());
    attack.check(municipalities, areas);
    TableRow partner =
        municipalities.rows(r -> r.text("outcome").equals("child-psychiatry")).stream()
            .filter(r -> r.text("conf_status").equals("D"))
            .findFirst()
            .orElseThrow();
    List<TableRow> within = municipalities.rows(r -> isAreaOf(r, partner));
    double children = within.stream().mapToDouble(r -> r.number("children_0_17")).sum();
    double rest =
        areas.rows(r -> isAreaOf(r, partner)).get(0).number("value") * children
            - within.stream()
                .filter(r -> r.text("conf_status").equals("F"))
                .mapToDouble(r -> r.number("value") * r.number("children_0_17"))
                .sum();
    ReleaseTable tampered =
        municipalities.map(
            row ->
                row == partner
                    ? row.with("conf_status", Optional.of("F"))
                        .with("value", Optional.of(rest / row.number("children_0_17")))
                    : row);
    assertThatThrownBy(() -> attack.check(tampered, areas))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("DISCLOSURE_FAILED: ")
        .satisfies(e -> assertThat(((JobException) e).exitCode()).isEqualTo(ExitCode.DISCLOSURE));
  }

  private static boolean isAreaOf(TableRow row, TableRow municipality) {
    return row.text("area_code").equals(municipality.text("area_code"))
        && row.text("outcome").equals(municipality.text("outcome"))
        && row.whole("year") == municipality.whole("year");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fi", "sv", "en"})
  void theReportIsWellFormedAndNeedsNothingFromElsewhere(String language) throws Exception {
    String page = page(language);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    assertThat(page)
        .doesNotContain("<script", "@import", "src=", "<link", "<img", "url(http", "href=\"http");
    assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:");
    assertThat(page).doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void theReportGivesTheHeadlinesOfTheReleasedTable() throws IOException {
    TableRow row = headline("E2-placed-share", "att-simple");
    assertThat(row.isEmpty("estimate")).isFalse();
    double half = (row.number("ci_high") - row.number("ci_low")) / 2;
    int digits = (int) Math.max(0, 1 - Math.floor(Math.log10(half)));
    String estimate =
        String.format(java.util.Locale.ROOT, "%+." + digits + "f", row.number("estimate"))
            .replace('.', ',')
            .replace('-', '\u2212');
    assertThat(page("fi")).contains(estimate);
  }

  @Test
  void syntheticDataIsStampedBeforeAnythingElse() throws IOException {
    assertThat(page("fi")).contains("SYNTEETTINEN AINEISTO");
    assertThat(page("en").indexOf("SYNTHETIC DATA")).isLessThan(page("en").indexOf("<h1>"));
  }

  @Test
  void theReportSaysWhichKeysOfThePlanDecideNothing() throws IOException {
    for (String language : plan.release().languages()) {
      String cannot = page(language).substring(page(language).indexOf("<section id=\"cannot\""));
      assertThat(cannot).contains("costs.perspective, costs.discount, costs.unit_costs");
    }
  }

  @Test
  void everyPrintedPageBearsTheStamp() throws IOException {
    assertThat(page("fi")).contains("@top-left{content:\"SYNTEETTINEN");
    assertThat(page("en")).contains("@top-left{content:\"SYNTHETIC");
  }

  @Test
  void theFirstPageSaysHowFarHiddenCellsAloneCouldMoveTheAnswer() throws IOException {
    TableRow row = headline("E2-new-placements", "att-simple");
    double half = (row.number("ci_high") - row.number("ci_low")) / 2;
    int digits = (int) Math.max(0, 1 - Math.floor(Math.log10(half)));
    double low = diagnostic("E2-new-placements", "suppressed-cell-bounds-low");
    double high = diagnostic("E2-new-placements", "suppressed-cell-bounds-high");
    double share = diagnostic("E2-new-placements", "hidden-child-share");
    String first = page("en").substring(0, page("en").indexOf("id=\"tiles\""));
    assertThat(low).isLessThan(high);
    assertThat(first)
        .contains("these cells alone could put it within " + english(low, digits))
        .contains(english(high, digits) + "\u00A0/\u00A01000\u00A0children. The ")
        .contains("municipality-years with " + english(100 * share, 1) + "\u00A0% of the children");
    assertThat(first.contains("The range holds zero")).isEqualTo(low <= 0 && high >= 0);
  }

  @Test
  void theAnswerIsGivenAgainstTheLevelItStartedFrom() throws IOException {
    TableRow row = headline("E2-new-placements", "att-simple");
    String percent =
        english(100 * row.number("estimate") / row.number("baseline_mean"), 1) + "\u00A0%";
    assertThat(page("en")).contains("(" + percent + " of the level of 2016, ");
  }

  @Test
  void anAreaThatTurnsTheSignIsNamedAmongTheChecks() throws IOException {
    Map<String, String> areas = new TreeMap<>();
    for (TableRow row : read("influence").rows(r -> r.textIfAny("sign_flips").isPresent())) {
      if (row.text("sign_flips").equals("true")) {
        areas.merge(
            row.text("analysis") + row.text("estimand"),
            row.text("area_code"),
            "%s, %s"::formatted);
      }
    }
    assertThat(areas).isNotEmpty();
    assertThat(areas.values())
        .allSatisfy(codes -> assertThat(page("en")).contains("Sign turns without " + codes + ";"));
  }

  @Test
  void onlyTheNewestRunsCountsAreReleased() throws SQLException {
    assertThat(count("data_flow", "table_name = 'sotkanet_value' AND rows = 80000")).isOne();
    assertThat(count("data_flow", "rows = 5")).isZero();
  }

  private static TableRow headline(String analysis, String estimand) throws IOException {
    return read("effect_estimate")
        .rows(
            r ->
                r.text("analysis").equals(analysis)
                    && r.text("estimand").equals(estimand)
                    && r.text("method").equals("group-time-att"))
        .get(0);
  }

  private static double diagnostic(String analysis, String name) throws IOException {
    return read("diagnostic")
        .rows(r -> r.text("analysis").equals(analysis) && r.text("diagnostic").equals(name))
        .get(0)
        .number("value");
  }

  private static String english(double value, int digits) {
    return String.format(java.util.Locale.ROOT, "%." + digits + "f", value).replace('-', '\u2212');
  }

  private static String page(String language) throws IOException {
    return Files.readString(first.resolve("report." + language + ".html"));
  }

  private static Path parquet(Path release, String table) {
    return release.resolve("parquet").resolve(table + ".parquet");
  }

  private static ReleaseTable read(String table) throws IOException {
    return ParquetTable.read(parquet(first, table), Contracts.release(table));
  }

  private static long count(String table, String where) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FROM '%s' WHERE %s".formatted(parquet(first, table), where))) {
      found.next();
      return found.getLong(1);
    }
  }
}

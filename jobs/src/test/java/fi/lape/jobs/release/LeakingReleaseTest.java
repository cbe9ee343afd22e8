package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.attack.FolderAttack;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.files.FinnishCsv;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Contracts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release in which one channel after the other gives a hidden number away on purpose. */
class LeakingReleaseTest {
  private static final int MIN_COUNT = 5;
  private static final String PSYCHIATRY = "child-psychiatry";

  @TempDir Path out;
  private Path release;

  @BeforeEach
  void copy() throws IOException {
    release = out.resolve("release-0001");
    copy(MadeUpRelease.first(), release);
  }

  @Test
  void theReleaseAsItIsGivesNothingAway() throws IOException {
    FolderAttack.Result result = attack(List.of());
    assertThat(result.exposed().values()).allSatisfy(places -> assertThat(places).isEmpty());
    assertThat(result.attacked()).isGreaterThan(1000);
  }

  @Test
  void theSameReleaseBesideItChangesNothing() throws IOException {
    assertThat(attack(List.of(MadeUpRelease.second())).count()).isZero();
  }

  @Test
  void aHiddenCellThatOnlyTheCsvShowsIsFound() throws IOException {
    Path file = release.resolve("csv/municipality_year.csv");
    ReleaseTable table = read("municipality_year");
    Files.writeString(file, FinnishCsv.text(showing(table, hidden(table), 12.5)));
    assertThat(attack(List.of()).exposed().get("csv")).hasSize(1);
  }

  @Test
  void aHiddenExtremeInTheStatisticsOfAColumnIsFound() throws IOException {
    Path file = release.resolve("parquet/municipality_year.parquet");
    setLeast(file, "value", 0.125);
    assertThat(attack(List.of()).exposed().get("statistics"))
        .containsExactly("municipality_year.parquet, column value: a value that no row has");
  }

  @Test
  void theLogOfADeltaTableInTheFolderIsFound() throws IOException {
    Path log = release.resolve("parquet/municipality_year/_delta_log/00000000000000000000.json");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "{\"add\":{\"stats\":\"{\\\"minValues\\\":{\\\"value\\\":0.125}}\"}}\n");
    assertThat(attack(List.of()).exposed().get("files")).hasSize(1);
  }

  @Test
  void aRateThatIsASmallCountOfChildrenIsFound() throws IOException {
    ReleaseTable table = read("municipality_year");
    TableRow row = hidden(table);
    double twoChildren = 1000 * 2 / row.number("children_0_17");
    rewrite(showing(table, row, twoChildren));
    assertThat(attack(List.of()).exposed().get("tables")).isNotEmpty();
  }

  @Test
  void aTotalThatLeavesOneHiddenNumberIsFound() throws IOException {
    ReleaseTable table = read("municipality_year");
    TableRow small = hidden(table);
    // Everything else hidden in the area is shown, at some number a reader would believe.
    rewrite(
        table.map(
            row ->
                row != small && isBeside(row, small) && !row.text("conf_status").equals("F")
                    ? shown(row, 1000 * 6 / row.number("children_0_17"))
                    : row));
    FolderAttack.Result result = attack(List.of());
    assertThat(result.exposed().get("tables")).isNotEmpty();
  }

  @Test
  void aCellOfATableInTheReportIsFound() throws IOException {
    ReleaseTable areas = read("project_year");
    TableRow row = areas.rows(r -> r.text("conf_status").equals("D")).get(0);
    String outcome = row.text("outcome");
    String table =
        "<table><caption>%s</caption><thead><tr><th>Year</th><th>%s</th></tr></thead><tbody><tr><th>%d</th><td>12,5</td></tr></tbody></table>"
            .formatted(outcome, row.text("area_code"), row.whole("year"));
    inPage(table);
    assertThat(attack(List.of()).exposed().get("report"))
        .containsExactly(
            "report.fi.html: %s, %s, %d"
                .formatted(row.text("area_code"), outcome, row.whole("year")));
  }

  @Test
  void aSentenceAndTheLabelOfAPictureAreRead() throws IOException {
    TableRow row = hidden(read("municipality_year"));
    String words =
        "%s %s %d: 2".formatted(row.text("municipality_code"), PSYCHIATRY, row.whole("year"));
    inPage("<p>" + words + "</p>");
    assertThat(attack(List.of()).exposed().get("report")).hasSize(1);
    copyAgain();
    inPage("<svg aria-label=\"" + words + "\"></svg>");
    assertThat(attack(List.of()).exposed().get("report")).hasSize(1);
  }

  @Test
  void theDataOfAChartAreRead() throws IOException {
    TableRow row = hidden(read("municipality_year"));
    inPage(
        "<script type=\"application/json\">{\"rows\":[{\"unit\":\"%s\",\"outcome\":\"%s\",\"year\":%d,\"y\":1.75}]}</script>"
            .formatted(row.text("municipality_code"), PSYCHIATRY, row.whole("year")));
    assertThat(attack(List.of()).exposed().get("report")).hasSize(1);
  }

  @Test
  void theDigitsOfAHiddenNumberAreFoundWhereverTheyStand() throws IOException {
    inPage("<script type=\"application/json\">{\"y\":[3.1415926535,1]}</script>");
    FolderAttack.Result result =
        attacker()
            .attack(release, List.of(), new FolderAttack.Insider(List.of(), Set.of(3.1415926535)));
    assertThat(result.exposed().get("report"))
        .containsExactly("report.fi.html: digits of a hidden number");
  }

  @Test
  void whatAnEarlierReleaseShowedIsKnown() throws IOException {
    Path earlier = out.resolve("release-0000");
    copy(MadeUpRelease.first(), earlier);
    ReleaseTable table = read("municipality_year");
    TableRow row = hidden(table);
    rewrite(
        earlier.resolve("parquet/municipality_year.parquet"),
        showing(table, row, 1000 * 3 / row.number("children_0_17")));
    assertThat(attack(List.of()).count()).isZero();
    assertThat(attack(List.of(earlier)).exposed().get("earlier-releases")).isNotEmpty();
    assertThatThrownBy(
            () -> attacker().check(release, List.of(earlier), FolderAttack.Insider.NOBODY))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("earlier-releases")
        .hasMessageContaining("Nothing was published")
        .satisfies(e -> assertThat(((JobException) e).exitCode()).isEqualTo(ExitCode.DISCLOSURE));
  }

  /** The total of an earlier release lacks one municipality: the difference is its count. */
  @Test
  void theDifferenceOfTwoTotalsIsFound() throws IOException {
    Path earlier = out.resolve("release-0000");
    copy(MadeUpRelease.first(), earlier);
    ReleaseTable municipalities = read("municipality_year");
    TableRow small = hidden(municipalities);
    TableRow area = read("project_year").rows(r -> isAreaOf(small, r)).get(0);
    List<TableRow> within = municipalities.rows(r -> isBeside(r, small) || r == small);
    // A reader who thinks the total exact: to the tenth it is known only to some children.
    double children = within.stream().mapToDouble(r -> r.number("children_0_17")).sum();
    assertThat(area.isEmpty("value")).isFalse();
    double without = children - small.number("children_0_17");
    double others = area.number("value") * children / 1000 - 2;
    rewrite(
        earlier.resolve("parquet/municipality_year.parquet"),
        municipalities.map(
            r ->
                r == small
                    ? r.without("value", "value_low", "value_high", "count_low", "count_high")
                        .with("obs_status", Optional.of("MISSING"))
                        .with("conf_status", Optional.of("F"))
                    : r));
    rewrite(
        earlier.resolve("parquet/project_year.parquet"),
        read("project_year")
            .map(
                r ->
                    isAreaOf(small, r)
                        ? r.with("value", Optional.of(1000 * others / without))
                            .with("count_low", Optional.of(Math.round(others)))
                            .with("count_high", Optional.of(Math.round(others)))
                        : r));
    ReleaseTable exact =
        read("project_year")
            .map(
                r ->
                    isAreaOf(small, r)
                        ? r.with("count_low", Optional.of(Math.round(others + 2)))
                            .with("count_high", Optional.of(Math.round(others + 2)))
                        : r);
    rewrite(release.resolve("parquet/project_year.parquet"), exact);
    assertThat(attack(List.of()).exposed().get("tables")).isEmpty();
    assertThat(attack(List.of(earlier)).exposed().get("earlier-releases")).isNotEmpty();
  }

  private FolderAttack attacker() {
    return new FolderAttack(
        MIN_COUNT, MadeUpRelease.plan().outcomes().stream().map(OutcomeRule::of).toList());
  }

  private FolderAttack.Result attack(List<Path> before) throws IOException {
    return attacker().attack(release, before, FolderAttack.Insider.NOBODY);
  }

  /** A small hidden rate with a hidden partner in an area whose value is shown. */
  private TableRow hidden(ReleaseTable municipalities) throws IOException {
    ReleaseTable areas = read("project_year");
    return municipalities
        .rows(
            r ->
                r.text("outcome").equals(PSYCHIATRY)
                    && r.text("conf_status").equals("C")
                    && areas.rows(a -> isAreaOf(r, a) && !a.isEmpty("value")).size() == 1
                    && areas.rows(a -> isAreaOf(r, a)).get(0).number("children_0_17") < 40_000
                    && municipalities
                            .rows(o -> isBeside(o, r) && !o.text("conf_status").equals("F"))
                            .size()
                        >= 1)
        .get(0);
  }

  private static boolean isBeside(TableRow row, TableRow other) {
    return row != other && isAreaOf(row, other);
  }

  private static boolean isAreaOf(TableRow row, TableRow other) {
    return row.text("area_code").equals(other.text("area_code"))
        && row.text("outcome").equals(other.text("outcome"))
        && row.whole("year") == other.whole("year");
  }

  private static ReleaseTable showing(ReleaseTable table, TableRow shown, double value) {
    return table.map(row -> row == shown ? shown(row, value) : row);
  }

  private static TableRow shown(TableRow row, double value) {
    return row.with("value", Optional.of(value)).with("conf_status", Optional.of("F"));
  }

  private ReleaseTable read(String table) throws IOException {
    return ParquetTable.read(
        release.resolve("parquet").resolve(table + ".parquet"), Contracts.release(table));
  }

  private void rewrite(ReleaseTable table) throws IOException {
    rewrite(release.resolve("parquet").resolve(table.name() + ".parquet"), table);
  }

  private static void rewrite(Path file, ReleaseTable table) throws IOException {
    Files.delete(file);
    ParquetTable.write(file, table, Map.of());
  }

  private void inPage(String html) throws IOException {
    Path page = release.resolve("report.fi.html");
    Files.writeString(page, Files.readString(page).replace("</main>", html + "</main>"));
  }

  private void copyAgain() throws IOException {
    Files.copy(
        MadeUpRelease.first().resolve("report.fi.html"),
        release.resolve("report.fi.html"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Writes another least value into the footer, as a writer would that had seen it. */
  private static void setLeast(Path file, String column, double least) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length - 8;
    int length = ByteBuffer.wrap(bytes, end, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, end - length, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        if (chunk.getMeta_data().getPath_in_schema().equals(List.of(column))) {
          byte[] value =
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(least).array();
          chunk.getMeta_data().getStatistics().setMin_value(value);
          chunk.getMeta_data().getStatistics().setMin(value);
        }
      }
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    written.write(Arrays.copyOf(bytes, end - length));
    Util.writeFileMetaData(footer, written);
    int size = written.size() - (end - length);
    written.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(size).array());
    written.write("PAR1".getBytes(StandardCharsets.US_ASCII));
    Files.write(file, written.toByteArray());
  }
}

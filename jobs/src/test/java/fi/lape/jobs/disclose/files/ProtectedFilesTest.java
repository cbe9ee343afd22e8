package fi.lape.jobs.disclose.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectedFilesTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void names() {
    out = folder.resolve("released");
  }

  private static final String TWO_TABLES =
      """
      minimum_count: 5
      tables:
        - file: by-age.csv
          measure: placed
          value: children
          kind: count
          derived: [per_1000]
          dimensions:
            area: {column: area, total: all}
            age: {column: age, total: all}
        - file: by-municipality.csv
          measure: placed
          value: n
          kind: count
          dimensions:
            area: {column: code, parents: geography.csv, total: all}
      """;

  private DisclosureReport protect(String rules) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    return ProtectedFiles.write(folder, DisclosureRules.read(file), out);
  }

  private void writeTwoTables() throws IOException {
    Files.writeString(
        folder.resolve("by-age.csv"),
        """
        area;age;children;per_1000
        N;0-6;3;1,5
        N;7-17;30;4,0
        N;all;33;3,0
        S;0-6;20;2,0
        S;7-17;40;2,5
        S;all;60;2,2
        all;0-6;23;1,9
        all;7-17;70;3,0
        all;all;93;2,6
        """);
    Files.writeString(
        folder.resolve("by-municipality.csv"),
        """
        code,n
        n1,13
        n2,20
        N,33
        s1,2
        s2,28
        s3,30
        S,60
        all,93
        """);
    Files.writeString(
        folder.resolve("geography.csv"),
        "code,parent\nn1,N\nn2,N\ns1,S\ns2,S\ns3,S\nN,all\nS,all\n");
  }

  @Test
  void linkedTablesAreProtectedTogether() throws IOException {
    writeTwoTables();
    DisclosureReport report = protect(TWO_TABLES);
    assertThat(report.exposed()).isZero();
    List<String> byAge = Files.readAllLines(out.resolve("by-age.csv"));
    assertThat(byAge.get(0)).isEqualTo("area;age;children;per_1000;conf_status");
    assertThat(byAge.get(1)).as("the rate goes with the count").isEqualTo("N;0-6;;;C");
    List<String> municipalities = Files.readAllLines(out.resolve("by-municipality.csv"));
    assertThat(municipalities).contains("s1,,C");
    assertThat(municipalities.stream().filter(line -> line.endsWith(",D")).count()).isEqualTo(1);
    // A rectangle in the table by age; a total hidden in one table is hidden in the other.
    assertThat(byAge.stream().filter(line -> line.endsWith(";D")).count()).isEqualTo(3);
    for (String area : List.of("N", "S", "all")) {
      boolean inAges = byAge.stream().anyMatch(l -> l.startsWith(area + ";all;;"));
      boolean inMunicipalities = municipalities.stream().anyMatch(l -> l.startsWith(area + ",,"));
      assertThat(inAges).isEqualTo(inMunicipalities);
    }
  }

  @Test
  void theLogTellsCountsOfCellsAndNoValue() throws IOException {
    writeTwoTables();
    protect(TWO_TABLES);
    String log = Files.readString(out.resolve("disclosure-log.json"));
    assertThat(log).contains("\"status\" : \"SUPPRESSED\"", "\"exposed\" : 0");
    assertThat(log).doesNotContain("33", "93", "28");
  }

  @Test
  void aNumberThatCannotBeProtectedStopsEverything() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "area,n\na,4\nb,4\nall,8\n");
    assertThatThrownBy(
            () ->
                protect(
                    """
                    tables:
                      - {file: t.csv, measure: n, value: n, kind: count, dimensions: {area: {column: area, total: all}}}
                    """))
        .as("a reader knows that the hidden total is 5 or more, and so that both are 1 or more")
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DISCLOSURE))
        .hasMessageStartingWith("DISCLOSURE_FAILED: ");
    assertThat(out).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  @Test
  void anAmountThatOneProviderDominatesIsHidden() throws IOException {
    Files.writeString(
        folder.resolve("costs.csv"),
        """
        area,eur,providers,largest,second
        a,1000,4,900,50
        b,2000,9,400,300
        c,3000,9,500,400
        all,6000,22,900,500
        """);
    DisclosureReport report =
        protect(
            """
            dominance: {n: 1, k: 0.75}
            p_percent: 10
            tables:
              - file: costs.csv
                measure: eur
                value: eur
                kind: amount
                contributors: providers
                largest: largest
                second: second
                dimensions: {area: {column: area, total: all}}
            """);
    assertThat(report.tables().get(0).primary()).isEqualTo(1);
    List<String> lines = Files.readAllLines(out.resolve("costs.csv"));
    assertThat(lines.get(0))
        .as("contributions are not published")
        .isEqualTo("area,eur,conf_status");
    assertThat(lines.get(1)).isEqualTo("a,,C");
    assertThat(lines).contains("b,,D");
  }

  @Test
  void tablesThatDoNotAddUpAreRefusedWithoutTheirNumbers() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "area,n\na,12\nb,30\nall,43\n");
    assertThatThrownBy(
            () ->
                protect(
                    """
                    tables:
                      - {file: t.csv, measure: n, value: n, kind: count, dimensions: {area: {column: area, total: all}}}
                    """))
        .hasMessageStartingWith("TABLE_NOT_ADDITIVE: ")
        .hasMessageNotContainingAny("12", "30", "43");
  }

  @Test
  void aTotalMayHoldMoreThanIsShownWhereTheRulesSaySo() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "area,n\na,2\nb,30\nall,43\n");
    DisclosureReport report =
        protect(
            """
            tables:
              - {file: t.csv, measure: n, value: n, kind: count, dimensions: {area: {column: area, total: all, partial: true}}}
            """);
    assertThat(report.tables().get(0).secondary())
        .as("what is not shown protects the small number")
        .isZero();
  }

  @Test
  void disagreeingTablesAndRepeatedRowsAreRefused() throws IOException {
    writeTwoTables();
    Path municipalities = folder.resolve("by-municipality.csv");
    Files.writeString(municipalities, Files.readString(municipalities).replace("S,60", "S,61"));
    assertThatThrownBy(() -> protect(TWO_TABLES)).hasMessageStartingWith("TABLES_DISAGREE: ");
    Files.writeString(municipalities, "code,n\nn1,13\nn1,20\n");
    assertThatThrownBy(() -> protect(TWO_TABLES)).hasMessageStartingWith("TABLE_ROW_TWICE: ");
    Files.writeString(municipalities, "code,n\nn1,many\n");
    assertThatThrownBy(() -> protect(TWO_TABLES))
        .hasMessageStartingWith("TABLE_VALUE_NOT_A_NUMBER: line 2")
        .hasMessageNotContaining("many");
    Files.writeString(municipalities, "code;n;\nn1;3\n");
    assertThatThrownBy(() -> protect(TWO_TABLES)).hasMessageStartingWith("TABLE_UNREADABLE: ");
    Files.writeString(municipalities, "code,m\nn1,3\n");
    assertThatThrownBy(() -> protect(TWO_TABLES)).hasMessageStartingWith("TABLE_COLUMN_MISSING: ");
  }

  @Test
  void aHierarchyThatRunsInACircleIsRefused() throws IOException {
    writeTwoTables();
    Files.writeString(folder.resolve("geography.csv"), "code,parent\nn1,N\nN,n1\n");
    assertThatThrownBy(() -> protect(TWO_TABLES))
        .hasMessageStartingWith("TABLE_HIERARCHY_CIRCULAR: ");
  }

  @Test
  void everyFaultOfTheRulesIsNamedAtOnce() {
    assertThatThrownBy(() -> protect("minimum_count: 1\ntables: []\nfoo: 1\n"))
        .hasMessageStartingWith("RULES_INVALID: ")
        .hasMessageContainingAll("/minimum_count", "/tables", "foo");
    assertThatThrownBy(() -> DisclosureRules.read(folder.resolve("none.yaml")))
        .hasMessageStartingWith("RULES_UNREADABLE: ");
  }

  /** Municipality → area → country × age × form, sums over everything, ten per cent small. */
  @Test
  void noHiddenNumberOfRandomHierarchicalTablesCanBeToldFromTheFiles() throws IOException {
    Random random = new Random(19);
    int attacked = 0;
    for (int trial = 0; trial < 8; trial++) {
      RandomTables.write(folder, random);
      out = folder.resolve("released-" + trial);
      DisclosureReport report = protect(RandomTables.RULES);
      attacked += report.attacked();
      assertThat(report.exposed()).isZero();
    }
    assertThat(attacked).isGreaterThan(20);
  }
}
